/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import io.egnn.examples.benchmark.MemoryProbe.Report;
import io.egnn.examples.benchmark.MemoryProbe.Work;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.examples.benchmark.WorkloadResult.Memory;
import io.egnn.examples.command.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges one workload: speed against the reference's order of operations and against the machine's
 * matrix products, and memory.
 *
 * <p>Each is judged in a process of its own. Where tensors of tens of megabytes find their memory
 * depends on what a process has freed before, and so does their time, by up to a half.
 */
final class Comparison {

    private static final int SEARCHES = 5;
    private static final String PROGRESS = "comparison-progress ";
    private static final String RESULT = "comparison-result ";

    private final Duration stepBudget;
    private final Duration inferenceBudget;
    private final int memorySteps;
    private final Consumer<String> progress;

    /**
     * Sets the effort.
     *
     * @param stepBudget time for the rounds of training, both sides together
     * @param inferenceBudget time for the rounds of inference
     * @param memorySteps steps in each process whose memory is measured
     * @param progress told what comes next, and how fast it was
     */
    Comparison(
            Duration stepBudget,
            Duration inferenceBudget,
            int memorySteps,
            Consumer<String> progress) {
        this.stepBudget = stepBudget;
        this.inferenceBudget = inferenceBudget;
        this.memorySteps = memorySteps;
        this.progress = progress;
    }

    /**
     * Runs the comparison.
     *
     * @param workload what to process
     * @throws IOException if a process for the memory fails
     */
    WorkloadResult run(Workload workload) throws IOException {
        String name = workload.key();
        progress.accept(name + ": matrix products");
        double rate = rate(workload);
        Duel.Times step;
        Duel.Times passes = null;
        Duel.Times inference;
        try (Variant ours = Variant.of(Side.LIBRARY, workload);
                Variant reference = Variant.of(Side.REFERENCE, workload)) {
            Duel<Variant> duel = new Duel<>(ours, ours.batches(), reference, reference.batches());
            progress.accept(name + ": training steps, in turns");
            step = duel.measure(Variant::step, stepBudget);
            if (workload.timesPasses()) {
                progress.accept(name + ": forward and backward passes, in turns");
                passes = duel.measure(Variant::passes, stepBudget);
            }
            progress.accept(name + ": inference, in turns");
            inference = duel.measure(Variant::infer, inferenceBudget);
        }
        rate = Math.max(rate, rate(workload));
        double limitMs = workload.stepOperations() / rate * 1e3;
        progress.accept(
                String.format(
                        Locale.ROOT,
                        "%s: step %.2fx and inference %.2fx as fast as the reference's, step %.2f"
                                + " times its limit",
                        name,
                        step.ratio(),
                        inference.ratio(),
                        step.ours() / limitMs));
        Double searchMs = workload instanceof PointWorkload points ? searchMs(points) : null;
        Memory memory = memory(workload, Allocator.LAUNCHER);
        return new WorkloadResult(
                step.ratio(),
                passes == null ? null : passes.ratio(),
                inference.ratio(),
                step.ours() / limitMs,
                memory == null ? null : memory.ratio(),
                step.ours(),
                passes == null ? null : passes.ours(),
                inference.ours(),
                step.theirs(),
                passes == null ? null : passes.theirs(),
                inference.theirs(),
                limitMs,
                rate / 1e9,
                searchMs,
                memory,
                memory(workload, Allocator.DEFAULT),
                workload.samples(),
                step.rounds(),
                inference.rounds());
    }

    /**
     * Runs the comparison in a process of its own.
     *
     * @param workload a workload's name, see {@link Workload#named}
     * @throws IOException if the process fails; the message has its output
     */
    WorkloadResult runApart(String workload) throws IOException {
        JavaProcess process =
                new JavaProcess(
                        Comparison.class,
                        List.of(),
                        List.of(
                                workload,
                                stepBudget.toString(),
                                inferenceBudget.toString(),
                                Integer.toString(memorySteps)));
        return process.run(RESULT, this::passOn)
                .map(Comparison::parse)
                .orElseThrow(() -> new IOException("no result of " + workload + " was told"));
    }

    private void passOn(String line) {
        if (line.startsWith(PROGRESS)) {
            progress.accept(line.substring(PROGRESS.length()));
        }
    }

    private static WorkloadResult parse(String json) {
        return Json.read(JsonParser.parseString(json), TypeToken.get(WorkloadResult.class));
    }

    /** What that process runs. */
    public static void main(String[] arguments) throws IOException {
        Comparison comparison =
                new Comparison(
                        Duration.parse(arguments[1]),
                        Duration.parse(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        next -> System.out.println(PROGRESS + next));
        WorkloadResult result = comparison.run(Workload.named(arguments[0]));
        System.out.println(RESULT + Json.text(result));
    }

    private static double rate(Workload workload) {
        // The edges of a batch as the reference cuts them.
        long edges = workload.edges() * workload.batchSamples() / workload.samples();
        return MatrixProducts.bestRate(edges, workload.hiddenFeatures());
    }

    private double searchMs(PointWorkload workload) {
        progress.accept(workload.key() + ": neighbour search");
        double[] coordinates = workload.coordinates();
        return Median.of(
                IntStream.range(0, SEARCHES)
                        .mapToDouble(
                                i -> {
                                    long start = System.nanoTime();
                                    workload.search(coordinates);
                                    return (System.nanoTime() - start) / 1e6;
                                }));
    }

    private @Nullable Memory memory(Workload workload, Allocator allocator) throws IOException {
        if (PeakMemory.bytes().isEmpty()) {
            return null;
        }
        progress.accept(workload.key() + ": memory, allocator " + allocator);
        Optional<Report> ours = memory(workload, Side.LIBRARY, allocator);
        Optional<Report> reference = memory(workload, Side.REFERENCE, allocator);
        return ours.isPresent() && reference.isPresent()
                ? new Memory(ours.get().ofBatches() / 1e6, reference.get().ofBatches() / 1e6)
                : null;
    }

    private Optional<Report> memory(Workload workload, Side side, Allocator allocator)
            throws IOException {
        return MemoryProbe.measure(workload.key(), side, Work.STEP, memorySteps, allocator);
    }
}

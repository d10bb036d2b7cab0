/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.command.Output;
import io.egnn.examples.reproduce.ResultFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code egnn benchmark}: time and memory of this library against the reference's order of
 * operations and against the machine's matrix products.
 *
 * <p>Both programs run in turns in one process, on the same PyTorch, threads and allocator, and
 * process the same samples with the same weights; each workload has a process of its own.
 */
@Command(
        name = "benchmark",
        description = {
            "Measure training steps, inference and memory against the reference's order of"
                    + " operations, in turns.",
            "This takes about ten minutes on two otherwise idle cores."
        },
        footer = {
            "",
            "Examples: egnn benchmark --json",
            "          egnn benchmark --scale --out docs/results"
        })
public final class BenchmarkCommand implements Callable<Integer> {

    private static final int MEMORY_STEPS = 20;
    private static final int GRAPHS = 200;

    @Option(
            names = "--scale",
            description = "also measure what 100,000 points cost against 10,000 (needs about 8 GB)")
    private boolean scale;

    @Option(
            names = "--pieces",
            arity = "0..1",
            fallbackValue = ".*",
            paramLabel = "REGEX",
            description =
                    "instead run the JMH benchmarks of single layers, neighbour search and optimizers"
                            + " whose names match")
    private @Nullable String pieces;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "also takes the results, as benchmark.json and benchmark.md")
    private @Nullable Path out;

    @Mixin private Output output = new Output();

    /**
     * Runs the benchmark and prints its results on standard output, progress on standard error.
     *
     * @return 0
     * @throws IOException if a process that measures memory fails, or the results cannot be written
     * @throws RunnerException if JMH fails
     */
    @Override
    public Integer call() throws IOException, RunnerException {
        if (pieces != null) {
            if (output.isJson() || scale || out != null) {
                throw new IllegalArgumentException(
                        "--pieces goes with none of --json, --scale and --out");
            }
            runPieces(pieces);
            return 0;
        }
        ResultFiles files = out == null ? null : ResultFiles.in(out, "benchmark");
        BenchmarkReport report = measure();
        if (files != null) {
            files.json(report.toJson());
            files.markdown(BenchmarkPage.of(report));
        }
        output.result(report.toJson(), report.toTable());
        return 0;
    }

    private BenchmarkReport measure() throws IOException {
        Map<String, WorkloadResult> results = new LinkedHashMap<>();
        compare(results, "nbody", 15, 8);
        compare(results, "gnn", 10, 5);
        compare(results, "rf", 10, 5);
        compare(results, "molecules", 60, 20);
        compare(results, "points", 20, 10);
        Map<String, BatchingResult> graphs = new LinkedHashMap<>();
        for (GraphVariant variant : GraphVariant.values()) {
            progress(
                    variant.title() + ": training steps of batches and of single graphs, in turns");
            graphs.put(
                    variant.title(),
                    BatchingResult.measure(variant, GRAPHS, Duration.ofSeconds(15)));
        }
        ScaleResult scaled = scale ? ScaleResult.measure(this::progress) : null;
        return new BenchmarkReport(Machine.current(), results, graphs, scaled);
    }

    private void compare(
            Map<String, WorkloadResult> results,
            String workload,
            int stepSeconds,
            int inferenceSeconds)
            throws IOException {
        Comparison comparison =
                new Comparison(
                        Duration.ofSeconds(stepSeconds),
                        Duration.ofSeconds(inferenceSeconds),
                        MEMORY_STEPS,
                        this::progress);
        results.put(workload, comparison.runApart(workload));
    }

    /** The table is the result; what JMH tells on the way goes where progress goes. */
    private void runPieces(String regex) throws IOException, RunnerException {
        String here = BenchmarkCommand.class.getPackageName().replace(".", "\\.");
        Collection<RunResult> results =
                new Runner(new OptionsBuilder().include(here + ".*" + regex).build()).run();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(
                        ResultFormatType.TEXT, new PrintStream(table, true, StandardCharsets.UTF_8))
                .writeOut(results);
        output.result(results, table.toString(StandardCharsets.UTF_8));
    }

    private void progress(String next) {
        output.note("benchmark: " + next);
    }
}

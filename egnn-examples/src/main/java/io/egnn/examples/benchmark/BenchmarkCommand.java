/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import io.egnn.datasets.randomgraph.GraphVariant;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code egnn benchmark}: time and memory of this library against the reference's order of
 * operations and against the machine's matrix products.
 *
 * <p>Both programs run in turns in one process, on the same PyTorch, threads and allocator, and
 * process the same samples with the same weights.
 */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Measures training steps, inference and memory against the reference's order of"
                    + " operations, in turns.",
            "Takes about eight minutes on two otherwise idle cores."
        },
        footer = {"", "Example: egnn benchmark --json"})
public final class BenchmarkCommand implements Callable<Integer> {

    private static final int MEMORY_STEPS = 20;
    private static final int GRAPHS = 200;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--scale",
            description =
                    "Also measure what 100,000 points cost against 10,000 (needs about 12 GB).")
    private boolean scale;

    @Option(
            names = "--pieces",
            arity = "0..1",
            fallbackValue = ".*",
            paramLabel = "REGEX",
            description =
                    "Instead run the JMH benchmarks of single layers, neighbour search and optimizers"
                            + " whose names match.")
    private @Nullable String pieces;

    @Spec private CommandSpec spec;

    /** Creates the command; picocli fills in its options. */
    @SuppressWarnings("NullAway.Init") // spec is set by picocli
    public BenchmarkCommand() {}

    /**
     * Runs the benchmark and prints its results on standard output, progress on standard error.
     *
     * @return 0
     * @throws IOException if a process that measures memory fails
     * @throws RunnerException if JMH fails
     */
    @Override
    public Integer call() throws IOException, RunnerException {
        if (pieces != null) {
            if (json || scale) {
                throw new ParameterException(
                        spec.commandLine(), "--pieces goes with neither --json nor --scale");
            }
            runPieces(pieces);
            return 0;
        }
        BenchmarkReport report = measure();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? report.toJson() : report.toTable());
        out.flush();
        return 0;
    }

    private BenchmarkReport measure() throws IOException {
        Map<String, WorkloadResult> results = new LinkedHashMap<>();
        results.put("nbody", comparison(15, 8).run(ParticleWorkload.EGNN));
        results.put("gnn", comparison(10, 5).run(ParticleWorkload.GNN));
        results.put("rf", comparison(10, 5).run(ParticleWorkload.RADIAL_FIELD));
        results.put("molecules", comparison(60, 20).run(new MoleculeWorkload()));
        results.put("points", comparison(20, 10).run(new PointWorkload(PointWorkload.POINTS)));
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

    private Comparison comparison(int stepSeconds, int inferenceSeconds) {
        return new Comparison(
                Duration.ofSeconds(stepSeconds),
                Duration.ofSeconds(inferenceSeconds),
                MEMORY_STEPS,
                this::progress);
    }

    private static void runPieces(String regex) throws RunnerException {
        String here = BenchmarkCommand.class.getPackageName().replace(".", "\\.");
        new Runner(new OptionsBuilder().include(here + ".*" + regex).build()).run();
    }

    private void progress(String next) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("benchmark: " + next);
        err.flush();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all reproductions. */
public final class ReproduceOptions {

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "trainings of everything, with the seeds 1 to N")
    private @Nullable Integer seeds;

    @Option(
            names = "--quick",
            description =
                    "try everything in less than a minute with a few samples, in folders of its own")
    private boolean quick;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description =
                    "takes the trainings, each in a folder of its own; what is there is not repeated,"
                            + " what was killed goes on (default: out/NAME)")
    private @Nullable Path runs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the results (default: docs/results; RUNS/results with --quick)")
    private @Nullable Path out;

    /**
     * Whether only to try.
     *
     * @return true for a few samples and epochs
     */
    public boolean quick() {
        return quick;
    }

    /**
     * The number of seeds.
     *
     * @param standard where the command line says nothing
     * @return at least 1
     * @throws IllegalArgumentException if the command line says less
     */
    public int seeds(int standard) {
        int number = seeds == null ? quick ? 1 : standard : seeds;
        if (number < 1) {
            throw new IllegalArgumentException("--seeds: expected at least 1, got " + number);
        }
        return number;
    }

    /**
     * Where trainings are.
     *
     * @param name of the table or figure
     * @return the folder
     */
    public Path runs(String name) {
        return runs == null ? Path.of("out", quick ? name + "-quick" : name) : runs;
    }

    /**
     * Makes the folders of trainings and results, before hours of work.
     *
     * @param name of the table or figure
     * @return where the results go
     * @throws IOException naming the folder, if one cannot be made or written into
     */
    public ResultFiles prepare(String name) throws IOException {
        // A try never replaces results.
        Path standard = quick ? runs(name).resolve("results") : Path.of("docs", "results");
        Path folder = out == null ? standard : out;
        requireWritable(runs(name));
        requireWritable(folder);
        return new ResultFiles(folder, name);
    }

    private static void requireWritable(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }
}

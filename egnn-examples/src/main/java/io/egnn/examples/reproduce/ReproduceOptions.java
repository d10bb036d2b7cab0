/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all reproductions. */
public final class ReproduceOptions {

    @Option(
            names = "--quick",
            description =
                    "try everything in a minute or two with a few samples, in folders of its own")
    private boolean quick;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description =
                    "takes the trainings, each in a folder of its own; what is there is not repeated,"
                            + " what was killed goes on (default: out/NAME)")
    private @Nullable Path runs;

    @Mixin private ResultsOption results = new ResultsOption();

    /**
     * Whether only to try.
     *
     * @return true for a few samples and epochs
     */
    public boolean quick() {
        return quick;
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
        ResultFiles.requireWritable(runs(name));
        // A try never replaces results.
        return results.prepare(
                name, quick ? runs(name).resolve("results") : ResultsOption.STANDARD);
    }
}

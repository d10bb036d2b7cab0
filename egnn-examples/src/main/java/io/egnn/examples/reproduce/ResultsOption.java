/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --out}: where a table or figure goes. */
public final class ResultsOption {

    /** Where those results go that the documents show. */
    public static final Path STANDARD = Path.of("docs", "results");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the results (default: docs/results; RUNS/results of a mere try)")
    private @Nullable Path out;

    /**
     * Makes the folder, before hours of work.
     *
     * @param name of the table or figure
     * @param standard the folder, unless the command line says another
     * @return where the results go
     * @throws IOException naming the folder, if it cannot be made or written into
     */
    public ResultFiles prepare(String name, Path standard) throws IOException {
        return ResultFiles.in(out == null ? standard : out, name);
    }
}

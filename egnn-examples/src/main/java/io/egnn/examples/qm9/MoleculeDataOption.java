/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}: where molecules with labels are. */
final class MoleculeDataOption {

    /** The property and the variable that name a folder of data. */
    private static final String FOLDER = "EGNN_DATA";

    private static final String SAMPLE = "qm9/qm9_sample.xyz.gz";

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "molecules with the labels of QM9: .xyz, .xyz.gz, dsgdb9nsd.xyz.tar.bz2 or a folder of .xyz"
                            + " (default: "
                            + SAMPLE
                            + " in the folder that EGNN_DATA names)")
    private @Nullable Path file;

    /**
     * The file.
     *
     * @throws IllegalArgumentException if none is given, or there is none
     */
    Path get() {
        if (file != null) {
            return file;
        }
        String folder = System.getProperty(FOLDER, System.getenv(FOLDER));
        Path sample = folder == null ? null : Path.of(folder, SAMPLE);
        if (sample == null || !Files.exists(sample)) {
            throw new IllegalArgumentException(
                    "--data: expected a file with molecules, got none, and "
                            + FOLDER
                            + " names no folder with "
                            + SAMPLE);
        }
        return sample;
    }
}

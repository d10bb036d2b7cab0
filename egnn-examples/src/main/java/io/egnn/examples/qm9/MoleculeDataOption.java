/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.training.util.ProgressBar;
import io.egnn.datasets.molecule.QM9Archive;
import java.io.IOException;
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
                    "molecules with the labels of QM9: .xyz, .xyz.gz, dsgdb9nsd.xyz.tar.bz2, a folder of .xyz, or gdb9.sdf"
                            + " (default: "
                            + SAMPLE
                            + " in the folder that EGNN_DATA names)")
    private @Nullable Path file;

    @Option(
            names = "--download",
            description =
                    "take the published QM9, fetched once (86 MB), for which the paper's split is used")
    private boolean download;

    /**
     * The file.
     *
     * @throws IOException if it has to be downloaded, and that fails
     * @throws IllegalArgumentException if none is given, or there is none
     */
    Path get() throws IOException {
        if (download) {
            return QM9Archive.get(new ProgressBar());
        }
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

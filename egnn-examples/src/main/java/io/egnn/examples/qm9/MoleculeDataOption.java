/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.training.util.ProgressBar;
import io.egnn.datasets.molecule.QM9Archive;
import io.egnn.examples.command.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code --data}: where molecules with labels are. */
public final class MoleculeDataOption {

    /** The property and the variable that name a folder of data. */
    private static final String FOLDER = "EGNN_DATA";

    private static final String SAMPLE = "qm9/qm9_sample.xyz.gz";

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Source source = new Source();

    /** A file or the published archive. */
    static final class Source {

        @Option(
                names = "--data",
                paramLabel = "FILE",
                description =
                        "molecules with labels: .xyz, .xyz.gz, dsgdb9nsd.xyz.tar.bz2 or a folder of .xyz"
                                + " in QM9's form, or any .sdf or .xyz with its table FILE.csv beside it"
                                + " (default: "
                                + SAMPLE
                                + " in the folder that EGNN_DATA names)")
        private @Nullable Path file;

        @Option(
                names = "--download",
                description =
                        "take the published QM9, fetched once (86 MB), for which the paper's split is used")
        private boolean download;
    }

    /**
     * The file.
     *
     * @return the file, which may not be there if the command line names it
     * @throws IOException if it has to be downloaded, and that fails
     * @throws IllegalArgumentException if none is given, or there is none
     */
    public Path get() throws IOException {
        if (source.download) {
            return QM9Archive.get(new ProgressBar());
        }
        return get(source.file, "--data", SAMPLE, "; --download fetches the published QM9 (86 MB)");
    }

    /** The options that ask for the same file again, each followed by a space. */
    String words() {
        if (source.download) {
            return "--download ";
        }
        return source.file == null ? "" : "--data " + ShellWord.of(source.file) + " ";
    }

    /**
     * A file that an option names, or else one in the folder of data.
     *
     * @param given what the option says, or null
     * @param option its name
     * @param standard below the folder that {@value #FOLDER} names
     * @param otherwise what else can be done, for the end of the message
     * @throws IllegalArgumentException if nothing is given and there is no such file
     */
    static Path get(@Nullable Path given, String option, String standard, String otherwise) {
        if (given != null) {
            return given;
        }
        String folder = System.getProperty(FOLDER, System.getenv(FOLDER));
        Path sample = folder == null ? null : Path.of(folder, standard);
        if (sample == null || !Files.exists(sample)) {
            throw new IllegalArgumentException(
                    "%s: expected a file with molecules, got none, and %s names no folder with %s%s"
                            .formatted(option, FOLDER, standard, otherwise));
        }
        return sample;
    }
}

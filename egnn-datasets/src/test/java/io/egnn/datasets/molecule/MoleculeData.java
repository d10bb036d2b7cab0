/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Molecules that are not part of the project: tests that need them are skipped without. */
final class MoleculeData {

    private MoleculeData() {}

    /** A file below {@code qm9} of the folder that the property or variable EGNN_DATA names. */
    static Path file(String name) {
        String folder = System.getProperty("EGNN_DATA", System.getenv("EGNN_DATA"));
        assumeTrue(
                folder != null,
                "EGNN_DATA is not set: expected a folder with qm9/" + name + " in it");
        Path file = Path.of(folder, "qm9", name);
        assumeTrue(Files.exists(file), file + " is not there");
        return file;
    }
}

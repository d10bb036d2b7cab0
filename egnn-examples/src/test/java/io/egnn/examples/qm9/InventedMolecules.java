/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Files in QM9's form with molecules that are none. */
final class InventedMolecules {

    private static final String[] ELEMENTS = {"H", "C", "N", "O", "F"};

    private InventedMolecules() {}

    /** Seeded molecules of 2 to 7 atoms; every label has to do with their shape. */
    static Path write(Path file, int size) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder text = new StringBuilder();
        for (int m = 1; m <= size; m++) {
            int atoms = 2 + random.nextInt(6);
            StringBuilder rows = new StringBuilder();
            double extent = 0;
            for (int a = 0; a < atoms; a++) {
                double[] x = {random.nextDouble(), random.nextDouble(), 1.2 * a};
                extent += x[0] * x[0] + x[1] * x[1];
                rows.append(
                        String.format(
                                Locale.ROOT,
                                "%s\t%.6f\t%.6f\t%.6f%n",
                                ELEMENTS[random.nextInt(5)],
                                x[0],
                                x[1],
                                x[2]));
            }
            text.append(atoms).append("\ngdb ").append(m).append("\t1\t1\t1");
            for (int k = 0; k < 12; k++) {
                text.append(
                        String.format(
                                Locale.ROOT, "\t%.6f", extent * (1 + 0.1 * k) / 10 + 0.01 * k));
            }
            text.append('\n').append(rows);
        }
        return Files.writeString(file, text);
    }
}

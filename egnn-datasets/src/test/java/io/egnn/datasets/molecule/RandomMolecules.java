/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.SplittableRandom;

/** Seeded molecules with labels that follow from them. */
final class RandomMolecules {

    private static final int[] ELEMENTS = {1, 6, 7, 8, 9};

    private RandomMolecules() {}

    /**
     * Molecules of 1 to 9 atoms with the columns of QM9; U0 is -40 per atom and a thousandth of
     * noise.
     */
    static MoleculeTable table(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MoleculeTableBuilder table = new MoleculeTableBuilder(QM9Xyz.COLUMNS, "gdb ");
        for (int m = 0; m < size; m++) {
            int atoms = 1 + random.nextInt(9);
            for (int a = 0; a < atoms; a++) {
                table.atom(
                        ELEMENTS[random.nextInt(5)],
                        random.nextDouble(-2, 2),
                        random.nextDouble(-2, 2),
                        random.nextDouble(-2, 2));
            }
            double[] labels = new double[12];
            for (int k = 0; k < labels.length; k++) {
                labels[k] = random.nextDouble(-1, 1);
            }
            labels[QM9Xyz.COLUMNS.indexOf("U0")] = -40.0 * atoms + 1e-3 * random.nextDouble();
            table.end(m + 1, labels, "");
        }
        return table.build();
    }
}

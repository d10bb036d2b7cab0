/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.Arrays;
import java.util.List;

/** Tells of molecules that QM9 does not have: charged ones and radicals. */
final class ElectronCount {

    /** What is said of unpaired electrons that the file itself tells of. */
    static final String RADICAL = "a radical: the model was trained on closed shells";

    private ElectronCount() {}

    /**
     * What is unusual.
     *
     * @param atomicNumbers of all atoms
     * @param charge of the molecule, in elementary charges
     */
    static List<String> warnings(int[] atomicNumbers, int charge) {
        if (charge != 0) {
            return List.of(
                    "charge %+d: the model was trained on neutral molecules".formatted(charge));
        }
        if (Arrays.stream(atomicNumbers).sum() % 2 != 0) {
            return List.of(
                    "an odd number of electrons: a radical or a charge, or an atom is missing;"
                            + " the model was trained on neutral closed shells");
        }
        return List.of();
    }
}

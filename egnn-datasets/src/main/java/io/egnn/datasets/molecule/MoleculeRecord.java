/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a file: a molecule, or why it is none.
 *
 * @param place file and line where the entry begins
 * @param molecule the molecule, or null if the entry cannot be read
 * @param error what is wrong, or null
 * @param warnings what is unusual about the molecule
 */
public record MoleculeRecord(
        String place, @Nullable Molecule molecule, @Nullable String error, List<String> warnings) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException unless there is either a molecule or an error
     */
    public MoleculeRecord {
        warnings = List.copyOf(warnings);
        if ((molecule == null) == (error == null)) {
            throw new IllegalArgumentException(place + ": expected a molecule or an error");
        }
    }

    static MoleculeRecord of(String place, Molecule molecule, List<String> warnings) {
        return new MoleculeRecord(place, molecule, null, warnings);
    }

    static MoleculeRecord failed(String place, String error) {
        return new MoleculeRecord(place, null, error, List.of());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.Arrays;

/**
 * Atoms and where they are.
 *
 * <p>Immutable: arrays are copied in and out.
 *
 * @param name what it is called, may be empty
 * @param atomicNumbers (N)
 * @param positions (N, 3), in angstrom
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Molecule(String name, int[] atomicNumbers, double[][] positions) {

    /** What a position has coordinates. */
    static final int DIMENSION = 3;

    /**
     * Checks and copies the arrays.
     *
     * @throws IllegalArgumentException if there is no atom, the lengths do not agree, an atomic
     *     number is none, or a coordinate is not finite
     */
    public Molecule {
        String place = "molecule" + (name.isEmpty() ? "" : " " + name);
        if (atomicNumbers.length == 0) {
            throw new IllegalArgumentException(place + ": expected at least one atom");
        }
        if (positions.length != atomicNumbers.length) {
            throw new IllegalArgumentException(
                    "%s: expected positions of %d atoms, got %d"
                            .formatted(place, atomicNumbers.length, positions.length));
        }
        for (int i = 0; i < positions.length; i++) {
            if (atomicNumbers[i] < 1 || atomicNumbers[i] > Elements.count()) {
                throw new IllegalArgumentException(
                        "%s: atomic number of atom %d: expected 1 to %d, got %d"
                                .formatted(place, i + 1, Elements.count(), atomicNumbers[i]));
            }
            double[] x = positions[i];
            if (x.length != DIMENSION || !Arrays.stream(x).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "%s: position of atom %d: expected 3 finite numbers, got %s"
                                .formatted(place, i + 1, Arrays.toString(x)));
            }
        }
        atomicNumbers = atomicNumbers.clone();
        positions = copy(positions);
    }

    /**
     * A molecule with its hydrogen atoms and a geometry, the same at every call: OpenChemLib finds
     * a conformer, and the force field MMFF94s relaxes it. What is unusual about it is lost; {@link
     * MoleculeReader#ofSmiles} tells.
     *
     * @param smiles for example {@code CCO}; also the name
     * @return the molecule
     * @throws IllegalArgumentException if it is no SMILES, too large, or no geometry is found
     */
    public static Molecule ofSmiles(String smiles) {
        MoleculeRecord built = SmilesMolecules.build(smiles, smiles, "SMILES");
        if (built.molecule() == null) {
            throw new IllegalArgumentException("%s: %s".formatted(built.place(), built.error()));
        }
        return built.molecule();
    }

    /**
     * A copy of another name.
     *
     * @param other may be empty
     * @return the copy
     */
    public Molecule named(String other) {
        return new Molecule(other, atomicNumbers, positions);
    }

    /**
     * The number of atoms.
     *
     * @return N
     */
    public int size() {
        return atomicNumbers.length;
    }

    @Override
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    @Override
    public double[][] positions() {
        return copy(positions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Molecule that
                && name.equals(that.name)
                && Arrays.equals(atomicNumbers, that.atomicNumbers)
                && Arrays.deepEquals(positions, that.positions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atomicNumbers) + Arrays.deepHashCode(positions);
    }

    @Override
    public String toString() {
        return "Molecule[" + name + ", " + size() + " atoms]";
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}

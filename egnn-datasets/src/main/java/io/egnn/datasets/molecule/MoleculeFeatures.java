/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.egnn.datasets.RealArray;
import io.egnn.graph.GraphBatch;
import java.util.List;
import java.util.Optional;

/**
 * What a network sees of molecules: the elements H, C, N, O, F in 15 features of each atom, and the
 * positions about the centre of mass.
 *
 * <p>Feature \(3 e + p\) of an atom of element e is \((Z / 9)^p\) for p = 0, 1, 2; all others are
 * 0.
 */
public final class MoleculeFeatures {

    /** The atomic numbers that QM9 has, in the order of the features. */
    public static final List<Integer> ELEMENTS = List.of(1, 6, 7, 8, 9);

    /** Features of an atom. */
    public static final int LENGTH = 15;

    private static final int POWERS = 3;
    private static final double LARGEST = 9;
    private static final double[] MASSES = {1.008, 12.011, 14.007, 15.999, 18.998};

    private MoleculeFeatures() {}

    /**
     * The place of an element among {@link #ELEMENTS}.
     *
     * @param atomicNumber its number
     * @return from 0 to 4, or -1 if the element is not among them
     */
    public static int index(int atomicNumber) {
        return ELEMENTS.indexOf(atomicNumber);
    }

    /**
     * Why a molecule cannot be a network's input.
     *
     * @param molecule any molecule
     * @return an element that is not among {@link #ELEMENTS}, or nothing
     */
    public static Optional<String> obstacle(Molecule molecule) {
        int[] numbers = molecule.atomicNumbers();
        for (int a = 0; a < numbers.length; a++) {
            if (index(numbers[a]) < 0) {
                return Optional.of(
                        "atom %d: expected one of H, C, N, O and F, got %s"
                                .formatted(a + 1, Elements.symbol(numbers[a])));
            }
        }
        return Optional.empty();
    }

    /**
     * A batch of molecules, padded to the largest.
     *
     * @param manager takes the arrays
     * @param table has the molecules
     * @param indices which of them
     * @param type float32 or float64
     * @return the batch, with a node mask if one is padded
     * @throws IllegalArgumentException if the type is another one, or a molecule has an element
     *     that is not among {@link #ELEMENTS}
     */
    public static GraphBatch batch(
            NDManager manager, MoleculeTable table, List<Long> indices, DataType type) {
        int size = indices.size();
        int most = 0;
        int least = Integer.MAX_VALUE;
        for (long index : indices) {
            int atoms = table.atoms((int) index);
            most = Math.max(most, atoms);
            least = Math.min(least, atoms);
        }
        double[] h = new double[size * most * LENGTH];
        double[] x = new double[size * most * Molecule.DIMENSION];
        double[] mask = new double[size * most];
        for (int b = 0; b < size; b++) {
            int m = indices.get(b).intValue();
            double[] centre = centreOfMass(table, m);
            for (int a = 0; a < table.atoms(m); a++) {
                int row = b * most + a;
                int element = knownIndex(table, m, a);
                for (int p = 0; p < POWERS; p++) {
                    h[row * LENGTH + POWERS * element + p] =
                            Math.pow(ELEMENTS.get(element) / LARGEST, p);
                }
                for (int d = 0; d < Molecule.DIMENSION; d++) {
                    x[row * Molecule.DIMENSION + d] = table.position(m, a, d) - centre[d];
                }
                mask[row] = 1;
            }
        }
        GraphBatch batch =
                GraphBatch.of(
                        RealArray.of(manager, h, type, size, most, LENGTH),
                        RealArray.of(manager, x, type, size, most, Molecule.DIMENSION));
        return least == most
                ? batch
                : batch.withNodeMask(RealArray.of(manager, mask, type, size, most));
    }

    /** How many atoms of each element a molecule has. */
    static double[] counts(MoleculeTable table, int m) {
        double[] counts = new double[ELEMENTS.size()];
        for (int a = 0; a < table.atoms(m); a++) {
            counts[knownIndex(table, m, a)]++;
        }
        return counts;
    }

    /** Sums of squared distances from the centre of mass over the atoms of each element. */
    static double[] secondMoments(MoleculeTable table, int m) {
        double[] centre = centreOfMass(table, m);
        double[] moments = new double[ELEMENTS.size()];
        for (int a = 0; a < table.atoms(m); a++) {
            double squared = 0;
            for (int d = 0; d < Molecule.DIMENSION; d++) {
                double difference = table.position(m, a, d) - centre[d];
                squared += difference * difference;
            }
            moments[knownIndex(table, m, a)] += squared;
        }
        return moments;
    }

    private static double[] centreOfMass(MoleculeTable table, int m) {
        double[] centre = new double[Molecule.DIMENSION];
        double total = 0;
        for (int a = 0; a < table.atoms(m); a++) {
            double mass = MASSES[knownIndex(table, m, a)];
            total += mass;
            for (int d = 0; d < centre.length; d++) {
                centre[d] += mass * table.position(m, a, d);
            }
        }
        for (int d = 0; d < centre.length; d++) {
            centre[d] /= total;
        }
        return centre;
    }

    private static int knownIndex(MoleculeTable table, int m, int a) {
        int index = index(table.atomicNumber(m, a));
        if (index < 0) {
            throw new IllegalArgumentException(
                    "atom %d of molecule %s: expected one of H, C, N, O and F, got %s"
                            .formatted(
                                    a + 1,
                                    table.name(m),
                                    Elements.symbol(table.atomicNumber(m, a))));
        }
        return index;
    }
}

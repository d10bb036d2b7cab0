/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.random.NumpyRandom;
import java.util.Arrays;

/**
 * Which molecules are for what: the first of a random order to train on, the next to choose the
 * best epoch by, the last to measure with.
 *
 * <p>The order is {@code numpy.random.RandomState(seed).permutation(size)}. Within a part,
 * molecules keep the order of the file, as in the reference.
 *
 * @param training number of molecules to train on
 * @param validation number of molecules to choose by
 * @param test number of molecules to measure with
 * @param seed from 0 to 2<sup>32</sup> - 1
 */
public record MoleculeSplit(int training, int validation, int test, long seed) {

    /** The paper's: of the 130,831 molecules of QM9 that are not excluded. */
    public static final MoleculeSplit REFERENCE = new MoleculeSplit(100_000, 17_748, 13_083, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative, there is nothing to train on, or the
     *     seed is out of range
     */
    public MoleculeSplit {
        if (training < 1 || validation < 0 || test < 0) {
            throw new IllegalArgumentException(
                    "split: expected at least 1 molecule to train on and no negative number, got %d, %d and %d"
                            .formatted(training, validation, test));
        }
        NumpyRandom.checkSeed(seed);
    }

    /**
     * The paper's split where it fits, else all but two parts of a thousand molecules, or of a
     * tenth if that is less.
     *
     * @param size the number of molecules, at least 3
     * @return the split, with seed 0
     * @throws IllegalArgumentException if there are fewer
     */
    public static MoleculeSplit of(int size) {
        if (size < 3) {
            throw new IllegalArgumentException(
                    "split: expected at least 3 molecules, one for each part, got " + size);
        }
        if (size == REFERENCE.training + REFERENCE.validation + REFERENCE.test) {
            return REFERENCE;
        }
        int part = Math.min(1000, (size + 9) / 10);
        return new MoleculeSplit(size - 2 * part, part, part, 0);
    }

    /**
     * The random order that is split.
     *
     * @param size the number of molecules
     * @param seed from 0 to 2<sup>32</sup> - 1
     * @return {@code numpy.random.RandomState(seed).permutation(size)}
     */
    public static int[] order(int size, long seed) {
        return new NumpyRandom(seed).permutation(size);
    }

    /**
     * One part of a table.
     *
     * @param table has at least as many molecules as the parts together
     * @param usage which part
     * @return its molecules in the order of the table
     * @throws IllegalArgumentException if there are too few molecules
     */
    public MoleculeTable select(MoleculeTable table, Usage usage) {
        return table.select(indices(table.size(), usage));
    }

    /**
     * The molecules of one part.
     *
     * @param size the number of all molecules
     * @param usage which part
     * @return indices, ascending
     * @throws IllegalArgumentException if there are too few molecules
     */
    public int[] indices(int size, Usage usage) {
        if ((long) training + validation + test > size) {
            throw new IllegalArgumentException(
                    "split: expected at least %d + %d + %d molecules, got %d"
                            .formatted(training, validation, test, size));
        }
        int[] order = order(size, seed);
        int[] part =
                switch (usage) {
                    case TRAIN -> Arrays.copyOf(order, training);
                    case VALIDATION -> Arrays.copyOfRange(order, training, training + validation);
                    case TEST -> Arrays.copyOfRange(order, size - test, size);
                };
        Arrays.sort(part);
        return part;
    }
}

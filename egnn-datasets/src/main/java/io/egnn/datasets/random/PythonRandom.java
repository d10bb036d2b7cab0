/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.random;

import java.util.Collections;
import java.util.List;
import org.hipparchus.random.MersenneTwister;

/**
 * The random stream of Python's {@code random.Random}, from which NetworkX draws the reference's
 * graphs; bit-identical to it.
 *
 * <p>Not safe for use by several threads, for which the order of the draws would have no meaning.
 *
 * @see <a href="https://docs.python.org/3/library/random.html">Python's module random</a>
 */
public final class PythonRandom {

    private final MersenneTwister twister;

    /**
     * Starts the stream of {@code random.seed(seed)}.
     *
     * @param seed from 0 to 2<sup>32</sup> - 1
     * @throws IllegalArgumentException if the seed is out of this range
     */
    public PythonRandom(long seed) {
        NumpyRandom.checkSeed(seed);
        // Python seeds with the words of the integer, of which such a seed has one.
        twister = new MersenneTwister(new int[] {(int) seed});
    }

    /**
     * A uniform number with 53 random bits, {@code random()}.
     *
     * @return a number in [0, 1)
     */
    public double nextDouble() {
        return NumpyRandom.nextDouble(twister);
    }

    /**
     * A uniform integer, {@code randrange(bound)}.
     *
     * @param bound at least 1
     * @return an integer in [0, bound)
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: expected at least 1, got " + bound);
        }
        int unusedBits = Integer.numberOfLeadingZeros(bound);
        int drawn;
        do {
            drawn = twister.nextInt() >>> unusedBits;
        } while (drawn >= bound);
        return drawn;
    }

    /**
     * Brings a list into a random order, {@code shuffle(list)}.
     *
     * @param list changed in place
     */
    public void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, nextInt(i + 1));
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.random;

import java.util.stream.IntStream;
import org.hipparchus.random.MersenneTwister;
import org.hipparchus.util.FastMath;

/**
 * The legacy random stream of NumPy ({@code numpy.random.RandomState}), from which the reference
 * draws its data.
 *
 * <p>Integers, uniform numbers, choices and the acceptance of normal numbers are bit-identical to
 * NumPy. A normal number contains one logarithm, for which NumPy asks the C library: about one in
 * 2,000 differs from NumPy on glibc in its last bit. Here the logarithm is computed in Java, so
 * that every machine draws the same numbers.
 *
 * <p>Not safe for use by several threads, for which the order of the draws would have no meaning.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/random/legacy.html">Legacy random
 *     generation</a>
 */
public final class NumpyRandom {

    private static final long MAX_SEED = 0xFFFFFFFFL;

    private final MersenneTwister twister;
    private double first;
    private double second;
    private double cached;
    private boolean hasCached;

    /**
     * Starts the stream of {@code numpy.random.seed(seed)}.
     *
     * @param seed from 0 to 2<sup>32</sup> - 1
     * @throws IllegalArgumentException if the seed is out of this range
     */
    public NumpyRandom(long seed) {
        checkSeed(seed);
        // The generator takes the 32 bits of the seed, whatever their sign.
        twister = new MersenneTwister((int) seed);
    }

    /**
     * Checks a seed without starting a stream.
     *
     * @param seed from 0 to 2<sup>32</sup> - 1
     * @throws IllegalArgumentException if the seed is out of this range
     */
    public static void checkSeed(long seed) {
        if (seed < 0 || seed > MAX_SEED) {
            throw new IllegalArgumentException("seed: expected 0 to " + MAX_SEED + ", got " + seed);
        }
    }

    /**
     * A uniform number with 53 random bits, {@code random_sample()}.
     *
     * @return a number in [0, 1)
     */
    public double nextDouble() {
        return nextDouble(twister);
    }

    /** The uniform number with 53 random bits that NumPy and Python make of two words. */
    static double nextDouble(MersenneTwister twister) {
        int high = twister.nextInt() >>> 5;
        int low = twister.nextInt() >>> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

    /**
     * A uniform integer, {@code randint(bound)}: words are masked to the bits of the largest one
     * and drawn again while they are too large.
     *
     * @param bound at least 1
     * @return an integer in [0, bound)
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: expected at least 1, got " + bound);
        }
        int largest = bound - 1;
        if (largest == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(largest);
        int drawn;
        do {
            drawn = twister.nextInt() & mask;
        } while (drawn > largest);
        return drawn;
    }

    /**
     * The numbers from 0 to size - 1 in a random order, {@code permutation(size)}.
     *
     * @param size how many, at least 0
     * @return the permutation
     */
    public int[] permutation(int size) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /**
     * A standard normal number by the polar method, {@code randn()}.
     *
     * @return the number
     */
    public double nextGaussian() {
        if (hasCached) {
            hasCached = false;
            return cached;
        }
        double r2 = nextPointInDisc();
        double scale = Math.sqrt(-2 * FastMath.log(r2) / r2);
        cached = scale * first;
        hasCached = true;
        return scale * second;
    }

    /**
     * Leaves the stream where so many calls of {@link #nextGaussian()} would, without the
     * arithmetic.
     *
     * @param count how many normal numbers to leave out
     */
    public void skipGaussians(int count) {
        int left = count;
        if (left > 0 && hasCached) {
            hasCached = false;
            left--;
        }
        for (; left >= 2; left -= 2) {
            nextPointInDisc();
        }
        if (left == 1) {
            nextGaussian();
        }
    }

    /**
     * One of several values, {@code choice(values, p=probabilities)}.
     *
     * @param values the values to choose from
     * @param probabilities their probabilities, which add up to 1
     * @return one of the values
     * @throws IllegalArgumentException if the arrays are empty or of different lengths
     */
    public double choice(double[] values, double[] probabilities) {
        if (values.length == 0 || values.length != probabilities.length) {
            throw new IllegalArgumentException(
                    "choice: expected as many probabilities as values and at least one, got "
                            + values.length
                            + " values and "
                            + probabilities.length
                            + " probabilities");
        }
        double u = nextDouble();
        double cumulative = 0;
        for (int k = 0; k < values.length - 1; k++) {
            cumulative += probabilities[k];
            if (u < cumulative) {
                return values[k];
            }
        }
        return values[values.length - 1];
    }

    /**
     * Draws (first, second) uniformly from the unit disc without its centre and returns its squared
     * radius.
     */
    private double nextPointInDisc() {
        double r2;
        do {
            first = 2 * nextDouble() - 1;
            second = 2 * nextDouble() - 1;
            r2 = first * first + second * second;
        } while (r2 >= 1 || r2 == 0);
        return r2;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/** Checks of the sizes in a configuration. */
public final class Sizes {

    /** The most layers of a network, which comes from a file that may be anybody's. */
    public static final int MOST_LAYERS = 1_000;

    private static final int MOST = 65_536;

    private Sizes() {}

    /**
     * Checks that a number is large enough.
     *
     * @param minimum the least that is allowed
     * @param value the number
     * @param name what it is called
     * @throws IllegalArgumentException naming it, the bound and the value, if it is smaller or
     *     above 65,536
     */
    public static void requireAtLeast(int minimum, int value, String name) {
        requireBetween(minimum, MOST, value, name);
    }

    /**
     * Checks a number of things one after the other, such as layers.
     *
     * @param minimum the least that is allowed
     * @param maximum the most that is allowed
     * @param value the number
     * @param name what it is called
     * @throws IllegalArgumentException naming it, the bound and the value, if it is beyond one
     */
    public static void requireBetween(int minimum, int maximum, int value, String name) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    name + " must be at least " + minimum + ", got " + value);
        }
        if (value > maximum) {
            throw new IllegalArgumentException(
                    name + " must be at most " + maximum + ", got " + value);
        }
    }

    /**
     * Checks that a length is one.
     *
     * @param value the length
     * @param name what it is called
     * @throws IllegalArgumentException naming it and the value, if it is not positive and finite
     */
    public static void requirePositive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
        }
    }
}

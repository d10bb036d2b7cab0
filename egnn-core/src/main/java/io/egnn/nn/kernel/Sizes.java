/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/** Checks of the sizes in a configuration. */
public final class Sizes {

    private Sizes() {}

    /**
     * Checks that a number is large enough.
     *
     * @param minimum the least that is allowed
     * @param value the number
     * @param name what it is called
     * @throws IllegalArgumentException naming it, the minimum and the value, if it is smaller
     */
    public static void requireAtLeast(int minimum, int value, String name) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    name + " must be at least " + minimum + ", got " + value);
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

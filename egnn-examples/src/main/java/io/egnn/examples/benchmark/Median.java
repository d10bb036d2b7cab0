/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import java.util.stream.DoubleStream;

/** The middle value. */
public final class Median {

    private Median() {}

    /**
     * The middle one of the values, or the mean of the two in the middle.
     *
     * @param values at least one
     * @return the median
     * @throws IllegalArgumentException if there is none
     */
    public static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("the median of no values");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * A mean that is still open: a sum and the number of samples in it.
 *
 * <p>DJL's evaluators average the batches of an epoch without regard to their sizes, which gives
 * the samples of a short last batch too much weight.
 *
 * @param sum the sum over the samples
 * @param count how many they are
 */
public record WeightedMean(double sum, long count) {

    /** No samples yet. */
    public static final WeightedMean EMPTY = new WeightedMean(0, 0);

    /**
     * The mean of one batch.
     *
     * @param mean one element, float32 or float64: the mean over the samples
     * @param count how many samples there are
     * @return the open mean
     */
    public static WeightedMean of(NDArray mean, long count) {
        double value =
                mean.getDataType() == DataType.FLOAT64
                        ? mean.toDoubleArray()[0]
                        : mean.toFloatArray()[0];
        return new WeightedMean(value * count, count);
    }

    /**
     * Joins two sets of samples.
     *
     * @param other the other one
     * @return the mean over both
     */
    public WeightedMean plus(WeightedMean other) {
        return new WeightedMean(sum + other.sum, count + other.count);
    }

    /**
     * The mean itself.
     *
     * @return sum over count, NaN without samples
     */
    public double value() {
        return sum / count;
    }
}

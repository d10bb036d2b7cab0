/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

/**
 * Right and wrong entries of reconstructed adjacencies, over all ordered pairs of different nodes;
 * an edge is predicted where its probability is above 0.5.
 *
 * @param truePositives edges that are predicted
 * @param falsePositives edges that are predicted and not there
 * @param falseNegatives edges that are there and not predicted
 * @param pairs all ordered pairs
 */
public record ReconstructionCounts(
        long truePositives, long falsePositives, long falseNegatives, long pairs) {

    /** No pairs yet. */
    public static final ReconstructionCounts EMPTY = new ReconstructionCounts(0, 0, 0, 0);

    /**
     * Counts a batch.
     *
     * @param labels adjacency (B, N, N), and (B, N, N) with 1 for the pairs that count
     * @param predictions s (B, N, N) first, the probability before its sigmoid
     * @return the counts
     */
    public static ReconstructionCounts of(NDList labels, NDList predictions) {
        NDArray counted = labels.get(1).gt(0.5);
        NDArray joined = labels.get(0).gt(0.5).logicalAnd(counted);
        NDArray predicted = predictions.get(0).gt(0).logicalAnd(counted);
        long both = count(predicted.logicalAnd(joined));
        return new ReconstructionCounts(
                both, count(predicted) - both, count(joined) - both, count(counted));
    }

    private static long count(NDArray array) {
        return array.toType(DataType.INT64, false).sum().getLong();
    }

    /**
     * Joins two sets of graphs.
     *
     * @param other the other one
     * @return the counts of both
     */
    public ReconstructionCounts plus(ReconstructionCounts other) {
        return new ReconstructionCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                pairs + other.pairs);
    }

    /**
     * Wrong entries among all.
     *
     * @return in percent; 0 if there are no pairs
     */
    public double errorPercent() {
        return pairs == 0 ? 0 : 100.0 * (falsePositives + falseNegatives) / pairs;
    }

    /**
     * The F1 score, TP / (TP + (FP + FN) / 2).
     *
     * @return from 0 to 1; 1 if there are no edges and none is predicted
     */
    public double f1() {
        long wrong = falsePositives + falseNegatives;
        return truePositives + wrong == 0 ? 1 : truePositives / (truePositives + wrong / 2.0);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;

/**
 * How many floating-point operations a second this machine does in float32 matrix products: the
 * rate that a network made of products only would run at.
 */
final class MatrixProducts {

    private static final int SQUARE = 2048;
    private static final int REPETITIONS = 12;

    private MatrixProducts() {}

    /**
     * The better one of the rates of (rows x F)(F x F) and of 2048 x 2048, each the best of some
     * repetitions.
     *
     * @param rows the edges of a batch
     * @param features F
     * @return operations per second, two per multiplication
     */
    static double bestRate(long rows, int features) {
        return Math.max(rate(rows, features), rate(SQUARE, SQUARE));
    }

    private static double rate(long rows, int size) {
        double best = 0;
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray left = manager.ones(new Shape(rows, size));
            NDArray right = manager.ones(new Shape(size, size));
            double operations = 2.0 * rows * size * size;
            for (int i = 0; i < REPETITIONS; i++) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    long start = System.nanoTime();
                    left.matMul(right);
                    best = Math.max(best, operations / (System.nanoTime() - start) * 1e9);
                }
            }
        }
        return best;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class GaussianBasisTest {

    private static final GaussianBasis BASIS = new GaussianBasis(16, 5);

    @Test
    void gaussiansAreThoseOfTheFormula() {
        try (NDManager manager = NDManager.newBaseManager()) {
            double[] distances = {0, 0.37, 1.09, 4.2, 9.8};
            NDArray d = manager.create(distances, new Shape(5, 1));
            double[] g = BASIS.of(d).toDoubleArray();
            for (int i = 0; i < distances.length; i++) {
                for (int k = 0; k < 16; k++) {
                    double expected = Math.exp(-Math.pow(3 * distances[i] - k, 2) / 2);
                    assertThat(g[16 * i + k]).isCloseTo(expected, within(1e-15));
                }
            }
        }
    }

    /** From 13.2 to 14.4 standard deviations on, single precision has denormal numbers alone. */
    @Test
    void noneIsDenormal() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray d = manager.arange(0, 20, 0.01f, DataType.FLOAT32).expandDims(1);
            for (float g : BASIS.of(d).toFloatArray()) {
                assertThat(g).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
            }
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class RealArrayTest {

    @Test
    void numbersAreKeptOrRounded() {
        double[] values = {0.1, -2, 3, 1e-30, 5, 6};
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray whole = RealArray.of(manager, values, DataType.FLOAT64, 2, 3);
            assertThat(whole.getShape()).isEqualTo(new Shape(2, 3));
            assertThat(whole.toDoubleArray()).isEqualTo(values);
            NDArray rounded = RealArray.of(manager, values, DataType.FLOAT32, 6);
            assertThat(rounded.toFloatArray()).containsExactly(0.1f, -2, 3, 1e-30f, 5, 6);
        }
    }

    @Test
    void otherTypesAreRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RealArray.of(manager, new double[1], DataType.INT32, 1))
                    .withMessage("data type: expected float32 or float64, got int32");
        }
    }
}

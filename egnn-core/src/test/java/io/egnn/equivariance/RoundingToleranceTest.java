/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundingToleranceTest {

    @Test
    void theBoundGrowsWithTheRootOfTheOperations() {
        assertThat(RoundingTolerance.of(DataType.FLOAT32, 3, 1)).isEqualTo(24 * 0x1p-24);
        assertThat(RoundingTolerance.of(DataType.FLOAT32, 15, 2)).isEqualTo(96 * 0x1p-24);
        assertThat(RoundingTolerance.of(DataType.FLOAT64, 3, 1)).isEqualTo(24 * 0x1p-53);
    }

    @Test
    void sumsInAnotherOrderStayWithinTheBound() {
        SplittableRandom random = new SplittableRandom(3);
        int terms = 10_000;
        for (int draw = 0; draw < 20; draw++) {
            float[] values = new float[terms];
            float forward = 0;
            for (int i = 0; i < terms; i++) {
                values[i] = (float) random.nextDouble();
                forward += values[i];
            }
            float backward = 0;
            for (int i = terms - 1; i >= 0; i--) {
                backward += values[i];
            }

            double violation = Math.abs(forward - backward) / backward;

            assertThat(violation).isLessThan(RoundingTolerance.of(DataType.FLOAT32, terms, 1));
        }
    }

    @Test
    void otherArgumentsAreAnError() {
        assertThatThrownBy(() -> RoundingTolerance.of(DataType.INT32, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("int32");
        assertThatThrownBy(() -> RoundingTolerance.of(DataType.FLOAT32, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
        assertThatThrownBy(() -> RoundingTolerance.of(DataType.FLOAT32, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got NaN");
    }
}

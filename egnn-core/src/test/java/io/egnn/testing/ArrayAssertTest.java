/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrayAssertTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void arraysWithinTheToleranceAreClose() {
        NDArray a = manager.create(new double[] {1, -200, 0}, new Shape(3));
        NDArray b = manager.create(new float[] {1.001f, -200.1f, 0}, new Shape(3));

        assertThatArray(a).isCloseTo(b, 1e-3, 1e-6);
        assertThatArray(a).isCloseTo(a, 0, 0);
    }

    @Test
    void theWorstElementIsNamed() {
        NDArray a = manager.create(new double[] {0, 0, 0, 1, 5, 0}, new Shape(2, 3));

        assertThatThrownBy(() -> assertThatArray(a).isCloseTo(a.zerosLike(), 0, 0.5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 of 6")
                .hasMessageContaining("[1, 1]: expected 0.0, got 5.0");
    }

    @Test
    void nanIsCloseToNothing() {
        NDArray nan = manager.create(new double[] {Double.NaN});

        assertThatThrownBy(() -> assertThatArray(nan).isCloseTo(nan, 1, 1))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void infinityIsCloseToItselfOnly() {
        NDArray infinite = manager.create(new double[] {Double.POSITIVE_INFINITY});

        assertThatArray(infinite).isCloseTo(infinite, 0, 0);
        assertThatThrownBy(
                        () -> assertThatArray(manager.ones(new Shape(1))).isCloseTo(infinite, 1, 1))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () -> assertThatArray(infinite).isCloseTo(manager.ones(new Shape(1)), 1, 1))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void otherShapesAreNotClose() {
        assertThatThrownBy(
                        () ->
                                assertThatArray(manager.ones(new Shape(2)))
                                        .isCloseTo(manager.ones(new Shape(2, 1)), 1, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("(2, 1)");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.junit.jupiter.api.Test;

/** The tensor that stands for those that are not there. */
class AbsentTest {

    @Test
    void itOutlivesAScopeThatIsOpenAroundItsFirstUse() {
        NDArray tensor;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            tensor = Absent.empty();
        }
        assertThat(tensor.isReleased()).isFalse();
        assertThat(tensor.isEmpty()).isTrue();
    }

    @Test
    void aTensorThatIsThereStandsForItself() {
        assertThat(Absent.orEmpty(null)).isSameAs(Absent.TENSOR);
        try (NDArray there = Absent.empty()) {
            assertThat(Absent.orEmpty(there)).isSameAs(there);
        }
    }
}

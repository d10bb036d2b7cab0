/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineScheduleTest {

    @Test
    void itRisesLinearlyAndFallsToZero() {
        CosineSchedule schedule = CosineSchedule.perUpdate(2f, 4, 12);
        assertThat(schedule.getNewValue(1)).isEqualTo(0.5f);
        assertThat(schedule.getNewValue(2)).isEqualTo(1f);
        assertThat(schedule.getNewValue(4)).isEqualTo(2f);
        assertThat(schedule.getNewValue(5)).isEqualTo(2f);
        assertThat(schedule.getNewValue(9)).isCloseTo(1f, within(1e-6f));
        assertThat(schedule.getNewValue(13)).isZero();
        assertThat(schedule.getNewValue(1000)).isZero();
    }

    /** torch: CosineAnnealingLR(T_max=4), base 1: 1, 0.853553, 0.5, 0.146447. */
    @Test
    void withoutWarmUpItIsTorchsCosineAnnealing() {
        CosineSchedule schedule = CosineSchedule.perUpdate(1f, 0, 4);
        float[] expected = {1f, 0.853553f, 0.5f, 0.146447f};
        for (int i = 0; i < expected.length; i++) {
            assertThat(schedule.getNewValue(i + 1)).isCloseTo(expected[i], within(1e-6f));
        }
    }

    @Test
    void perEpochTheValueStaysForAnEpoch() {
        CosineSchedule schedule = CosineSchedule.perEpoch(1f, 3, 4);
        float[] expected = {1f, 0.853553f, 0.5f, 0.146447f};
        for (int i = 0; i < 12; i++) {
            assertThat(schedule.getNewValue(i + 1)).isCloseTo(expected[i / 3], within(1e-6f));
        }
    }

    @Test
    void impossibleSchedulesAreRefused() {
        assertThatThrownBy(() -> CosineSchedule.perUpdate(Float.NaN, 0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> CosineSchedule.perUpdate(1f, 4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warm-up 4, total 4");
        assertThatThrownBy(() -> CosineSchedule.perUpdate(1f, -1, 4)).hasMessageContaining("-1");
    }
}

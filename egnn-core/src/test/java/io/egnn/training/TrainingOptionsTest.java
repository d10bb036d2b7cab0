/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.Test;

/** What a checkpoint compares. */
class TrainingOptionsTest {

    @Test
    void anotherRateIsAnotherDescription() {
        assertThat(describe(Tracker.fixed(1e-3f)))
                .isEqualTo(describe(Tracker.fixed(1e-3f)))
                .isNotEqualTo(describe(Tracker.fixed(1e-2f)));
        assertThat(describe(CosineSchedule.perUpdate(1e-3f, 5, 50)))
                .isNotEqualTo(describe(CosineSchedule.perUpdate(1e-3f, 6, 50)));
    }

    /** The name of a lambda's class is another one in every process. */
    @Test
    void aFunctionIsDescribedTheSameInEveryProcess() {
        assertThat(describe(update -> 0.5f / update))
                .contains("learningRate=a function from 0.5")
                .isEqualTo(describe(update -> 0.5f / (update * update)));
    }

    private static String describe(Tracker learningRate) {
        return TrainingOptions.of(10, AdamOptions.adam(), learningRate, 1).describe();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.tracker.Tracker;
import io.egnn.training.AdamOptions;
import io.egnn.training.TrainingOptions;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final int UPDATES = 30;

    private static final Schedule COSINE =
            new Schedule(AdamOptions.adamW(1e-2), 2e-3f, true, 2, 0.999, 400, 5);

    @Test
    void aConstantRateStaysAsItIsAndHasNoAverage() {
        Schedule constant = Schedule.constant(AdamOptions.adam(), 5e-4f, 10, 1);

        TrainingOptions options = constant.training(UPDATES, 1);

        assertThat(options.learningRate().getNewValue(1)).isEqualTo(5e-4f);
        assertThat(options.learningRate().getNewValue(10 * UPDATES)).isEqualTo(5e-4f);
        assertThat(options.averageDecay()).isZero();
    }

    @Test
    void theRateIsLargestAfterTheWarmUpAndZeroAtTheEnd() {
        TrainingOptions options = COSINE.training(UPDATES, 7);

        assertThat(options.learningRate().getNewValue(UPDATES)).isCloseTo(1e-3f, within(1e-9f));
        assertThat(options.learningRate().getNewValue(2 * UPDATES)).isEqualTo(2e-3f);
        assertThat(options.learningRate().getNewValue(400 * UPDATES)).isCloseTo(0, within(1e-9f));
        assertThat(options.averageDecay()).isEqualTo(0.999);
        assertThat(options.evaluateEvery()).isEqualTo(5);
        assertThat(options.epochs()).isEqualTo(400);
        assertThat(options.optimizer()).isEqualTo(AdamOptions.adamW(1e-2));
        assertThat(options.seed()).isEqualTo(7);
    }

    @Test
    void aShortRunWarmsUpForAtMostItsFirstHalf() {
        Tracker three = COSINE.withEpochs(3).training(UPDATES, 1).learningRate();
        Tracker one = COSINE.withEpochs(1).training(UPDATES, 1).learningRate();

        assertThat(three.getNewValue(UPDATES)).isEqualTo(2e-3f);
        assertThat(three.getNewValue(UPDATES + 2)).isLessThan(2e-3f);
        assertThat(one.getNewValue(1)).isEqualTo(2e-3f);
    }

    @Test
    void theAverageOfAShortRunForgetsItsBeginning() {
        assertThat(COSINE.withEpochs(10).training(UPDATES, 1).averageDecay())
                .isEqualTo(1 - 8.0 / 300);
        assertThat(COSINE.withEpochs(1).training(8, 1).averageDecay()).isZero();
        assertThat(COSINE.withEpochs(1).training(1, 1).averageDecay()).isZero();
    }

    @Test
    void aLongerRunHasTheSameSharesOfWarmUpAndValidations() {
        assertThat(COSINE.stretchedTo(400)).isEqualTo(COSINE);
        assertThat(COSINE.stretchedTo(1_000)).isEqualTo(cosine(5, 1_000, 13));
        assertThat(COSINE.stretchedTo(40)).isEqualTo(cosine(1, 40, 1));
        assertThat(COSINE.withEpochs(3)).isEqualTo(cosine(2, 3, 5));
        assertThat(COSINE.withEpochs(3, 1)).isEqualTo(cosine(2, 3, 1));
    }

    private static Schedule cosine(int warmUp, int epochs, int interval) {
        return new Schedule(AdamOptions.adamW(1e-2), 2e-3f, true, warmUp, 0.999, epochs, interval);
    }
}

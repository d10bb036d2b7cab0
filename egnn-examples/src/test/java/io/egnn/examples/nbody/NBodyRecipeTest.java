/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.tracker.Tracker;
import io.egnn.examples.training.Schedule;
import io.egnn.training.TrainingOptions;
import org.junit.jupiter.api.Test;

class NBodyRecipeTest {

    @Test
    void thePapersRateStaysAsItIs() {
        Tracker rate = NBodyRecipe.EGNN.schedule().training(30, 1).learningRate();

        assertThat(rate.getNewValue(1)).isEqualTo(5e-4f);
        assertThat(rate.getNewValue(300)).isEqualTo(5e-4f);
    }

    @Test
    void thePlusRateEndsAtZero() {
        Tracker rate =
                NBodyRecipe.EGNN_PLUS.withEpochs(10, 5).schedule().training(30, 1).learningRate();

        assertThat(rate.getNewValue(60)).isEqualTo(NBodyRecipe.EGNN_PLUS.schedule().learningRate());
        assertThat(rate.getNewValue(300)).isCloseTo(0, within(1e-6f));
    }

    @Test
    void aShortRunForgetsItsBeginning() {
        TrainingOptions brief = NBodyRecipe.EGNN_PLUS.withEpochs(10, 5).schedule().training(30, 1);
        TrainingOptions whole = NBodyRecipe.EGNN_PLUS.schedule().training(30, 1);

        assertThat(Math.pow(brief.averageDecay(), 300)).isLessThan(1e-3);
        assertThat(whole.averageDecay()).isEqualTo(NBodyRecipe.EGNN_PLUS.schedule().averageDecay());
    }

    @Test
    void fewerSamplesTakeMoreEpochsButFewerUpdates() {
        NBodyRecipe standard = NBodyRecipe.GNN;

        assertThat(standard.forSamples(3000)).isEqualTo(standard);
        Schedule all = standard.schedule();
        Schedule quarter = standard.forSamples(750).schedule();
        // Half of the updates, of which an epoch has 8 and not 30.
        assertThat(quarter.epochs()).isEqualTo(all.epochs() * 15 / 8);
        assertThat(quarter.epochs() / quarter.evaluateEvery())
                .isCloseTo(all.epochs() / all.evaluateEvery(), within(5));
        assertThat(quarter.warmUpEpochs()).isEqualTo(4);
        assertThat(standard.forSamples(100).schedule().epochs()).isEqualTo(all.epochs() * 10);
        assertThat(standard.forSamples(48_000).schedule().epochs()).isEqualTo(all.epochs() / 4);
    }

    @Test
    void anUnknownSystemIsNamed() {
        assertThatThrownBy(() -> NBodyRecipe.of("best"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "system: expected one of egnn, egnn+, gnn, rf, tfn, se3, linear, got best");
    }
}

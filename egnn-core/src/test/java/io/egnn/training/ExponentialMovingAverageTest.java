/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExponentialMovingAverageTest {

    private static final double DECAY = 0.9;

    @Test
    void itIsTheRecurrenceOverTheWeightsAfterEveryUpdate() {
        try (Model model = SmallNet.model(1, 8, DataType.FLOAT64);
                ExponentialMovingAverage average =
                        new ExponentialMovingAverage(model.getBlock(), DECAY)) {
            average.start();
            List<double[]> history = new ArrayList<>();
            history.add(SmallNet.values(model.getBlock()));
            train(
                    model,
                    7,
                    false,
                    () -> {
                        average.update();
                        history.add(SmallNet.values(model.getBlock()));
                    });
            double[] expected = history.get(0).clone();
            for (double[] weights : history.subList(1, history.size())) {
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = DECAY * expected[i] + (1 - DECAY) * weights[i];
                }
            }
            double[] last = history.get(history.size() - 1);

            average.swap();
            assertThat(SmallNet.values(model.getBlock()))
                    .usingComparatorWithPrecision(1e-15)
                    .containsExactly(expected);
            average.swap();
            assertThat(SmallNet.values(model.getBlock())).containsExactly(last);
        }
    }

    @Test
    void asAListenerItGivesTheSameValues() {
        double[] byHand;
        try (Model model = SmallNet.model(2);
                ExponentialMovingAverage average =
                        new ExponentialMovingAverage(model.getBlock(), DECAY)) {
            average.start();
            train(model, 7, true, average::update);
            average.swap();
            byHand = SmallNet.values(model.getBlock());
        }
        try (Model model = SmallNet.model(2);
                ExponentialMovingAverage average =
                        new ExponentialMovingAverage(model.getBlock(), DECAY)) {
            train(model, 7, true, () -> {}, average);
            average.onEpoch(null);
            average.swap();
            assertThat(SmallNet.values(model.getBlock())).containsExactly(byHand);
        }
    }

    @Test
    void trainingGoesOnAfterASwap() {
        try (Model model = SmallNet.model(3);
                Model other = SmallNet.model(3);
                ExponentialMovingAverage average =
                        new ExponentialMovingAverage(model.getBlock(), DECAY)) {
            average.start();
            train(
                    model,
                    5,
                    true,
                    () -> {
                        average.update();
                        average.swap();
                        average.swap();
                    });
            train(other, 5, true, () -> {});
            assertThat(SmallNet.values(model.getBlock()))
                    .containsExactly(SmallNet.values(other.getBlock()));
        }
    }

    @Test
    void aDecayOutsideItsRangeIsRefused() {
        try (Model model = SmallNet.model(4)) {
            for (double decay : new double[] {0, 1, -0.5, Double.NaN}) {
                assertThatThrownBy(() -> new ExponentialMovingAverage(model.getBlock(), decay))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(String.valueOf(decay));
            }
        }
    }

    private static void train(
            Model model,
            int steps,
            boolean single,
            Runnable afterStep,
            ai.djl.training.listener.TrainingListener... listeners) {
        DataType type = single ? DataType.FLOAT32 : DataType.FLOAT64;
        try (FusedAdam adam =
                        new FusedAdam(model.getBlock(), AdamOptions.adam(), Tracker.fixed(0.05f));
                Trainer trainer = SmallNet.trainer(model, adam, listeners)) {
            for (int i = 0; i < steps; i++) {
                try (Batch batch =
                        SmallNet.batch(trainer.getManager().newSubManager(), i, 20, type, 0)) {
                    EasyTrain.trainBatch(trainer, batch);
                    adam.step();
                    afterStep.run();
                }
            }
        }
    }
}

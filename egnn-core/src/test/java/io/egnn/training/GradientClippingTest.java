/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.Test;

class GradientClippingTest {

    /**
     * One unit of three inputs: weight (3 numbers) and bias of the first layer get the gradients 3
     * and 4.
     */
    @Test
    void theNormOverAllParametersIsCut() {
        try (Model model = SmallNet.model(1, 1, DataType.FLOAT64);
                Trainer trainer = SmallNet.trainer(model, Optimizer.adam().build())) {
            Block block = model.getBlock();
            FusedAdamTest.setGradient(block, 0, -3, 0);
            FusedAdamTest.setGradient(block, 1, 4);

            new GradientClipping(10).onTrainingBatch(trainer, null);
            assertThat(FusedAdamTest.gradients(block)).containsExactly(-3, 0, 0, 4, 0, 0);

            new GradientClipping(0.5).onTrainingBatch(trainer, null);
            double[] clipped = FusedAdamTest.gradients(block);
            assertThat(clipped[0]).isCloseTo(-0.3, within(1e-7));
            assertThat(clipped[3]).isCloseTo(0.4, within(1e-7));
        }
    }

    @Test
    void djlsOwnOptimizerSeesTheClippedGradient() {
        double[] before;
        try (Model model = SmallNet.model(2);
                Trainer trainer =
                        SmallNet.trainer(
                                model,
                                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1f)).build(),
                                new GradientClipping(0.01));
                Batch batch =
                        SmallNet.batch(
                                trainer.getManager().newSubManager(), 3, 20, DataType.FLOAT32, 0)) {
            before = SmallNet.values(model.getBlock());
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();

            double[] after = SmallNet.values(model.getBlock());
            double moved = 0;
            for (int i = 0; i < after.length; i++) {
                moved += (after[i] - before[i]) * (after[i] - before[i]);
            }
            assertThat(Math.sqrt(moved)).isCloseTo(0.01, within(1e-5));
        }
    }

    @Test
    void aGradientThatIsNotFiniteEndsTheTraining() {
        try (Model model = SmallNet.model(3);
                Trainer trainer = SmallNet.trainer(model, Optimizer.adam().build())) {
            FusedAdamTest.setGradient(model.getBlock(), 1, Double.NaN);
            assertThatThrownBy(() -> new GradientClipping(1).onTrainingBatch(trainer, null))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("NaN");
        }
    }

    @Test
    void aLimitThatIsNotPositiveIsRefused() {
        for (double limit : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> new GradientClipping(limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(limit));
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import org.junit.jupiter.api.Test;

class BestWeightsTest {

    @Test
    void theSmallestMetricWinsAndNaNNever() {
        try (Model model = SmallNet.model(1);
                BestWeights best = new BestWeights(model.getBlock())) {
            assertThat(best.offer(1, Double.NaN)).isFalse();
            assertThat(best.isPresent()).isFalse();
            assertThatThrownBy(best::restore).isInstanceOf(IllegalStateException.class);
            assertThat(best.offer(2, 5)).isTrue();
            fill(model, 2);
            assertThat(best.offer(3, 1)).isTrue();
            fill(model, 3);
            assertThat(best.offer(4, 1)).isFalse();
            assertThat(best.offer(5, 2)).isFalse();
            assertThat(best.offer(6, Double.NaN)).isFalse();

            best.restore();
            assertThat(SmallNet.values(model.getBlock())).containsOnly(2.0);
            assertThat(best.epoch()).isEqualTo(3);
            assertThat(best.metric()).isEqualTo(1);
            assertThatThrownBy(() -> best.offer(0, 0.5)).hasMessageContaining("got 0");

            best.close();
            assertThat(best.isPresent()).isFalse();
            assertThatThrownBy(best::restore).isInstanceOf(IllegalStateException.class);
        }
    }

    /**
     * A slow decline with one better epoch in between: a rule that compares with the epoch before
     * goes on.
     */
    @Test
    void stoppingCountsFromTheBestEpoch() {
        try (Model model = SmallNet.model(2);
                BestWeights best = new BestWeights(model.getBlock())) {
            EarlyStopping rule = new EarlyStopping(best, 3);
            double[] metrics = {3, 1, 5, 4, 3};
            boolean[] due = {false, false, false, false, true};
            for (int i = 0; i < metrics.length; i++) {
                best.offer(i + 1, metrics[i]);
                assertThat(rule.isDue(i + 1)).as("after epoch %d", i + 1).isEqualTo(due[i]);
            }
        }
        assertThatThrownBy(() -> new EarlyStopping(null, 0)).hasMessageContaining("got 0");
    }

    @Test
    void withoutDjlsEvaluatorsTheListenerSaysWhatIsMissing() {
        try (Model model = SmallNet.model(3);
                BestWeights best = new BestWeights(model.getBlock());
                Trainer trainer = SmallNet.trainer(model, Optimizer.adam().build(), best)) {
            assertThatThrownBy(() -> best.onEpoch(trainer))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Defaults.basic()");
        }
    }

    private static void fill(Model model, double value) {
        model.getBlock()
                .getParameters()
                .values()
                .forEach(
                        p -> {
                            try (var zero = p.getArray().zerosLike();
                                    var filled = zero.add(value)) {
                                TensorLists.copy(
                                        java.util.List.of(p.getArray()), java.util.List.of(filled));
                            }
                        });
    }
}

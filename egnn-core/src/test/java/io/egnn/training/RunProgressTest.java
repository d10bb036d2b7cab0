/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.training.tracker.Tracker;
import io.egnn.testing.ShownProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunProgressTest {

    @Test
    void everyBatchIsShownWithLossSpeedAndTimeLeft() throws Exception {
        ShownProgress shown = new ShownProgress();
        try (Model model = SmallNet.model(1)) {
            TrainingRun.builder()
                    .setModel(model)
                    .setLoss(new MeanSquaredError())
                    .setTraining(SmallNet.source(3))
                    .optValidation(SmallNet.source(4))
                    .setOptions(TrainingOptions.of(2, AdamOptions.adam(), Tracker.fixed(0.01f), 1))
                    .optProgress(shown)
                    .optSamples("molecules")
                    .build()
                    .run();
        }

        assertThat(shown.last()).isEqualTo(999);
        assertThat(shown.messages()).hasSize(2 * SmallNet.BATCHES);
        String rest = "[0-9.,]+ molecules/s, [0-9]+:[0-9]{2}:[0-9]{2} left";
        assertThat(shown.messages().get(0)).matches("epoch 1/2, loss [0-9.]+, " + rest);
        assertThat(shown.messages().get(SmallNet.BATCHES))
                .matches("epoch 2/2, loss [0-9.]+, best [0-9.]+, " + rest);
    }

    @ParameterizedTest(name = "{0} in {1} s")
    @CsvSource({
        "13839, 60, 231 molecules/s",
        "100000, 10, '10,000 molecules/s'",
        "96, 30, 3.2 molecules/s"
    })
    void theSpeedHasTheDigitsThatCount(long samples, double seconds, String text) {
        assertThat(RunProgress.rate(samples, "molecules", seconds)).isEqualTo(text);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.testing.ShownProgress;
import org.junit.jupiter.api.Test;

class QueueProgressTest {

    @Test
    void theTimeOfTrainingsToComeIsAdded() {
        ShownProgress shown = new ShownProgress();
        QueueProgress progress = new QueueProgress(shown, "[1/3] GNN, seed 1", 3600, 0);
        progress.reset("Training", 1000);

        progress.update(0, "epoch 1");
        progress.update(999, "epoch 2");

        assertThat(shown.messages())
                .containsExactly(
                        "[1/3] GNN, seed 1: epoch 1, ? left in all",
                        "[1/3] GNN, seed 1: epoch 2, 1:00:00 left in all");
    }
}

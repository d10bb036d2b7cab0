/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueProgressTest {

    /** Keeps what is shown. */
    private static final class Shown implements Progress {

        private final List<String> messages = new ArrayList<>();

        @Override
        public void reset(String message, long max, String trailingMessage) {}

        @Override
        public void start(long initialProgress) {}

        @Override
        public void end() {}

        @Override
        public void increment(long increment) {}

        @Override
        public void update(long progress, String message) {
            messages.add(message);
        }
    }

    @Test
    void theTimeOfTrainingsToComeIsAdded() {
        Shown shown = new Shown();
        QueueProgress progress = new QueueProgress(shown, "[1/3] GNN, seed 1", 3600, 0);
        progress.reset("Training", 1000);

        progress.update(0, "epoch 1");
        progress.update(999, "epoch 2");

        assertThat(shown.messages)
                .containsExactly(
                        "[1/3] GNN, seed 1: epoch 1, ? in all",
                        "[1/3] GNN, seed 1: epoch 2, 1:00:00 in all");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.util.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepProgressTest {

    /** Remembers where it was. */
    private static final class Seen implements Progress {

        private final List<Long> steps = new ArrayList<>();
        private long max;

        @Override
        public void reset(String message, long max) {
            this.max = max;
        }

        @Override
        public void reset(String message, long max, String trailingMessage) {
            this.max = max;
        }

        @Override
        public void start(long initialProgress) {}

        @Override
        public void end() {}

        @Override
        public void increment(long increment) {}

        @Override
        public void update(long progress, String message) {
            assertThat(message).endsWith(" left");
            steps.add(progress);
        }
    }

    @Test
    void everyUpdateOfBothTrainingsMovesIt() throws Exception {
        Seen seen = new Seen();
        StepProgress progress = new StepProgress(seen, 6);

        new FineTuneNBody(100, 3, 1, Device.cpu()).run(FineTuneNBody.testSystems(2), progress);
        progress.advanceTo(6);

        assertThat(seen.max).isEqualTo(6);
        assertThat(seen.steps).containsExactly(0L, 1L, 2L, 3L, 5L);
    }
}

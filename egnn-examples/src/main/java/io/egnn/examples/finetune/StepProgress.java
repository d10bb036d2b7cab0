/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.util.Progress;
import io.egnn.training.RemainingTime;

/** Shows every update of several trainings, and the time that is left for all of them. */
final class StepProgress extends TrainingListenerAdapter {

    private final Progress bar;
    private final long total;
    private final RemainingTime time = new RemainingTime(0);
    private long done;

    /**
     * Shows nothing yet.
     *
     * @param bar what draws it
     * @param total updates of all trainings
     */
    StepProgress(Progress bar, long total) {
        this.bar = bar;
        this.total = total;
        bar.reset("Fine-tuning", total);
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        advanceTo(done + 1);
    }

    /** For updates that are not made since they would begin another epoch. */
    void advanceTo(long steps) {
        done = Math.min(total, steps);
        double part = (double) done / total;
        bar.update(done - 1, RemainingTime.text(time.seconds(part)) + " left");
    }
}

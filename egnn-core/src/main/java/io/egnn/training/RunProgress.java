/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.training.dataset.Batch;
import ai.djl.util.Progress;
import java.util.Locale;

/** Shows how far a run is and how long it will take. */
final class RunProgress {

    private static final int UNITS = 1000;

    private final Progress progress;
    private final int epochs;
    private final RemainingTime time;

    RunProgress(Progress progress, int epochs, int epochsDone) {
        this.progress = progress;
        this.epochs = epochs;
        time = new RemainingTime((double) epochsDone / epochs);
        progress.reset("Training", UNITS);
    }

    void update(int epoch, Batch batch, double loss, BestWeights best) {
        double within = (double) batch.getProgress() / Math.max(1, batch.getProgressTotal());
        double done = (epoch + Math.min(1, within)) / epochs;
        String bestSoFar =
                best.isPresent() ? String.format(Locale.ROOT, ", best %.4g", best.metric()) : "";
        progress.update(
                (long) (done * (UNITS - 1)),
                String.format(
                        Locale.ROOT,
                        "epoch %d/%d, loss %.4g%s, %s left",
                        epoch + 1,
                        epochs,
                        loss,
                        bestSoFar,
                        RemainingTime.text(time.seconds(done))));
    }

    void end() {
        progress.end();
    }
}

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
    private final double start;
    private final long begin = System.nanoTime();

    RunProgress(Progress progress, int epochs, int epochsDone) {
        this.progress = progress;
        this.epochs = epochs;
        start = (double) epochsDone / epochs;
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
                        left(done)));
    }

    void end() {
        progress.end();
    }

    /** Hours, minutes and seconds, at the speed of this process so far. */
    private String left(double done) {
        double elapsed = (System.nanoTime() - begin) / 1e9;
        double here = done - start;
        if (here <= 0) {
            return "?";
        }
        long seconds = Math.round(elapsed * (1 - done) / here);
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}

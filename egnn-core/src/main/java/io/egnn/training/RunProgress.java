/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.training.dataset.Batch;
import ai.djl.util.Progress;
import java.util.Locale;

/** Shows how far a run is, how fast it is, and how long it will take. */
final class RunProgress {

    private static final int UNITS = 1000;

    private final Progress progress;
    private final String noun;
    private final int epochs;
    private final RemainingTime time;
    private final long begin = System.nanoTime();
    private long samples;

    /** A run whose samples are called so, of which some epochs were done by another process. */
    RunProgress(Progress progress, String noun, int epochs, int epochsDone) {
        this.progress = progress;
        this.noun = noun;
        this.epochs = epochs;
        time = new RemainingTime((double) epochsDone / epochs);
        progress.reset("Training", UNITS);
    }

    void update(int epoch, Batch batch, double loss, BestWeights best) {
        double within = (double) batch.getProgress() / Math.max(1, batch.getProgressTotal());
        double done = (epoch + Math.min(1, within)) / epochs;
        samples += batch.getSize();
        String bestSoFar =
                best.isPresent() ? String.format(Locale.ROOT, ", best %.4g", best.metric()) : "";
        progress.update(
                (long) (done * (UNITS - 1)),
                String.format(
                        Locale.ROOT,
                        "epoch %d/%d, loss %.4g%s, %s, %s left",
                        epoch + 1,
                        epochs,
                        loss,
                        bestSoFar,
                        rate(samples, noun, (System.nanoTime() - begin) / 1e9),
                        RemainingTime.text(time.seconds(done))));
    }

    /** Whole numbers, unless there are so few in a second that they would say little. */
    static String rate(long samples, String noun, double seconds) {
        double rate = samples / seconds;
        return String.format(Locale.ROOT, rate < 10 ? "%.1f %s/s" : "%,.0f %s/s", rate, noun);
    }

    void end() {
        progress.end();
    }
}

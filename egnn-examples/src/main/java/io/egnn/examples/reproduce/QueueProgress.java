/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import ai.djl.util.Progress;
import io.egnn.training.RemainingTime;
import org.jspecify.annotations.Nullable;

/** The progress of one training of several, with the time that is left for all of them. */
final class QueueProgress implements Progress {

    private final Progress bar;
    private final String title;
    private final double restSeconds;
    private final double restTrainings;
    private long max = 1;
    private @Nullable RemainingTime time;

    /**
     * Shows a training.
     *
     * @param bar what draws it
     * @param title of this training
     * @param restSeconds time of trainings to come
     * @param restTrainings how many more there are that take as long as this one
     */
    QueueProgress(Progress bar, String title, double restSeconds, double restTrainings) {
        this.bar = bar;
        this.title = title;
        this.restSeconds = restSeconds;
        this.restTrainings = restTrainings;
    }

    @Override
    public void reset(String message, long max, @Nullable String trailingMessage) {
        this.max = max;
        bar.reset(message, max, trailingMessage);
    }

    @Override
    public void start(long initialProgress) {
        bar.start(initialProgress);
    }

    @Override
    public void end() {
        bar.end();
    }

    @Override
    public void increment(long increment) {
        bar.increment(increment);
    }

    @Override
    public void update(long progress, @Nullable String message) {
        double done = Math.min(1, (double) progress / (max - 1));
        if (time == null) {
            time = new RemainingTime(done);
        }
        double own = time.seconds(done);
        double whole = time.secondsOfAll(done);
        bar.update(
                progress,
                "%s: %s, %s in all"
                        .formatted(
                                title,
                                message,
                                RemainingTime.text(own + restSeconds + restTrainings * whole)));
    }
}

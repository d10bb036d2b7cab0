/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same comparison with several numbers of samples and several seeds.
 *
 * @param samples numbers of samples to train on
 * @param seeds repetitions with each, with the seeds 1 to this
 */
record Repetitions(List<Integer> samples, int seeds) {

    /** What is repeated. */
    interface Comparison<R> {

        /** One row of the result. */
        R run(int samples, int seed) throws IOException, ModelException, TranslateException;
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is nothing to do
     */
    Repetitions {
        samples = List.copyOf(samples);
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: expected at least 1, got " + seeds);
        }
    }

    /** Runs all of them, with a progress bar that tells the time that is left. */
    <R> List<R> run(Comparison<R> comparison)
            throws IOException, ModelException, TranslateException {
        int total = samples.size() * seeds;
        ProgressBar progress = new ProgressBar("Fine-tuning", total);
        long begin = System.nanoTime();
        List<R> rows = new ArrayList<>();
        for (int size : samples) {
            for (int seed = 1; seed <= seeds; seed++) {
                rows.add(comparison.run(size, seed));
                double perRow = (System.nanoTime() - begin) / 1e9 / rows.size();
                progress.update(
                        rows.size() - 1L,
                        String.format(Locale.ROOT, "%.0f s left", perRow * (total - rows.size())));
            }
        }
        return rows;
    }
}

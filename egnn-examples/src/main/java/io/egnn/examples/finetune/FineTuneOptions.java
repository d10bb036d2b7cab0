/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.ModelException;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all {@code egnn finetune ..}, and the same comparison with several seeds. */
final class FineTuneOptions {

    @Option(
            names = "--samples",
            split = ",",
            paramLabel = "N",
            description = "samples to train on; several numbers give several rows")
    private @Nullable List<Integer> samples;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "repetitions (default: ${DEFAULT-VALUE})")
    private int seeds = 3;

    @Option(names = "--steps", paramLabel = "N", description = "updates of the parameters")
    private @Nullable Integer steps;

    @Option(
            names = "--test",
            paramLabel = "N",
            description = "samples to measure with (default: 1000, or a fifth of a small table)")
    private @Nullable Integer testSize;

    /**
     * One of the trainings that are compared.
     *
     * @param samples to train on
     * @param seed from 1
     * @param last whether none follows
     * @param progress to be told of every batch
     */
    record Repetition(int samples, int seed, boolean last, TrainingListener progress) {}

    /** What is repeated. */
    interface Comparison<R> {

        /** One row of the result. */
        R run(Repetition one) throws IOException, ModelException, TranslateException;
    }

    /** The number of samples to measure with, unless the command line says another. */
    int testSize(int standard) {
        return positive("--test", testSize == null ? standard : testSize);
    }

    /** The number of updates, unless the command line says another. */
    int steps(int standard) {
        return positive("--steps", steps == null ? standard : steps);
    }

    /** The numbers of samples to train on, unless the command line says others. */
    List<Integer> samples(List<Integer> standard) {
        List<Integer> sizes = samples == null ? standard : samples;
        sizes.forEach(size -> positive("--samples", size));
        return sizes;
    }

    private static int positive(String option, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(option + ": expected at least 1, got " + number);
        }
        return number;
    }

    /**
     * Runs a comparison with every number of samples and every seed, with a progress bar that tells
     * the time that is left.
     *
     * @param sizes numbers of samples
     * @param steps updates of each of the two trainings that are compared, at most
     * @throws IllegalArgumentException if there is no seed
     */
    <R> List<R> run(List<Integer> sizes, int steps, Comparison<R> comparison)
            throws IOException, ModelException, TranslateException {
        positive("--seeds", seeds);
        int total = sizes.size() * seeds;
        StepProgress progress = new StepProgress(new ProgressBar(), 2L * steps * total);
        List<R> rows = new ArrayList<>();
        for (int size : sizes) {
            for (int seed = 1; seed <= seeds; seed++) {
                boolean last = rows.size() == total - 1;
                rows.add(comparison.run(new Repetition(size, seed, last, progress)));
                progress.advanceTo(2L * steps * rows.size());
            }
        }
        return rows;
    }
}

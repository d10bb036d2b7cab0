/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            description = "samples to measure with (default: ${DEFAULT-VALUE})")
    private int testSize = 1000;

    /** What is repeated. */
    interface Comparison<R> {

        /** One row of the result. */
        R run(int samples, int seed) throws IOException, ModelException, TranslateException;
    }

    /** The number of samples to measure with. */
    int testSize() {
        return testSize;
    }

    /** The number of updates, unless the command line says another. */
    int steps(int standard) {
        return steps == null ? standard : steps;
    }

    /**
     * Runs a comparison with every number of samples and every seed, with a progress bar that tells
     * the time that is left.
     *
     * @param standard numbers of samples, unless the command line says others
     * @throws IllegalArgumentException if there is no seed
     */
    <R> List<R> run(List<Integer> standard, Comparison<R> comparison)
            throws IOException, ModelException, TranslateException {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: expected at least 1, got " + seeds);
        }
        List<Integer> sizes = samples == null ? standard : samples;
        int total = sizes.size() * seeds;
        ProgressBar progress = new ProgressBar("Fine-tuning", total);
        long begin = System.nanoTime();
        List<R> rows = new ArrayList<>();
        for (int size : sizes) {
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

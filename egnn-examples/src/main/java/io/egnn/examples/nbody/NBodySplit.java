/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.training.util.ProgressBar;
import io.egnn.datasets.nbody.NBody;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.NBodyVariant;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.training.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trajectories to train on, to choose the best epoch by, and to measure the result with.
 *
 * @param title the name of a standard data set, or of a file
 * @param option the option of the command line that asks for it
 * @param training to train on
 * @param validation to choose by
 * @param tests to measure with, by what they are; none if all trajectories were used before
 */
record NBodySplit(
        String title,
        String option,
        NBodyTrajectories training,
        NBodyTrajectories validation,
        Map<String, NBodyTrajectories> tests)
        implements TrainingData {

    private static final long FRESH_SEED = 20_261;

    /**
     * A standard data set, of which training uses as many trajectories as in the paper; tested with
     * its own test set and with as many trajectories from another seed.
     */
    static NBodySplit standard(NBodyVariant variant) {
        NBodyGenerator own = variant.generator(Usage.TEST);
        NBodyGenerator fresh = own.withSeed(FRESH_SEED).withSamples(0, 0, own.testSamples());
        Map<String, NBodyTrajectories> tests = new LinkedHashMap<>();
        tests.put(STANDARD_TEST, variant.trajectories(Usage.TEST, new ProgressBar()));
        tests.put("seed " + FRESH_SEED, fresh.generate(Usage.TEST, new ProgressBar()));
        return new NBodySplit(
                variant.title(),
                "--variant " + variant.title(),
                variant.trajectories(Usage.TRAIN, new ProgressBar()).first(NBody.TRAINING_SAMPLES),
                variant.trajectories(Usage.VALIDATION, new ProgressBar()),
                tests);
    }

    /** The first few trajectories of each set of a standard data set, to try something. */
    static NBodySplit few(NBodyVariant variant, int samples) {
        return new NBodySplit(
                variant.title(),
                "--variant " + variant.title(),
                variant.trajectories(Usage.TRAIN, new ProgressBar()).first(samples),
                variant.trajectories(Usage.VALIDATION, new ProgressBar()).first(samples),
                Map.of(
                        STANDARD_TEST,
                        variant.trajectories(Usage.TEST, new ProgressBar()).first(samples)));
    }

    /** The same validation and test data after training on other trajectories of a variant. */
    NBodySplit trainedOn(NBodyVariant variant, NBodyTrajectories trajectories) {
        return new NBodySplit(
                variant.title(), "--variant " + variant.title(), trajectories, validation, tests);
    }

    /** Somebody's trajectories, of which the last tenth is for validation. */
    static NBodySplit of(Path file) throws IOException {
        return of(file, NBodyTrajectories.read(file));
    }

    /** The same with all trajectories of the file, which were read before. */
    static NBodySplit of(Path file, NBodyTrajectories all) throws IOException {
        int training = TrainingData.trainingPart(all, file, "trajectories");
        String name = String.valueOf(file.getFileName());
        return new NBodySplit(
                name, "--data " + name, all.first(training), from(all, training), Map.of());
    }

    private static NBodyTrajectories from(NBodyTrajectories all, int begin) {
        List<ParticleSystem> inputs = new ArrayList<>();
        List<ParticleSystem> outcomes = new ArrayList<>();
        for (int s = begin; s < all.size(); s++) {
            ParticleSystem input = all.system(s);
            inputs.add(input);
            // Only the positions of an outcome are kept.
            outcomes.add(new ParticleSystem(all.target(s), input.velocities(), input.charges()));
        }
        return NBodyTrajectories.of(inputs, outcomes);
    }
}

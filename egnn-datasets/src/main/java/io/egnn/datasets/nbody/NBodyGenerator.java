/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.util.Progress;
import io.egnn.datasets.random.NumpyRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the reference's data generator: every number that decides which trajectories come out.
 *
 * <p>All trajectories are drawn from one random stream, first those for training, then those for
 * validation, then those for testing. So the test set depends on how many training trajectories
 * were drawn before it; but only those that are asked for are simulated, on all processors, and the
 * result does not depend on how many there are.
 *
 * <p>The defaults are those of {@link NBodyVariant#NBODY_SMALL}.
 *
 * @param seed seed of {@link NumpyRandom}
 * @param particles N, at least 1
 * @param dimension n, at least 1
 * @param clamp how forces are limited
 * @param sampleFrequency simulator steps between two frames; frame k is step sampleFrequency (k +
 *     1)
 * @param inputFrame the frame that is given, from 0
 * @param targetFrame the later frame whose positions are to be predicted
 * @param trainingSamples trajectories drawn for training
 * @param validationSamples trajectories drawn for validation
 * @param testSamples trajectories drawn for testing
 * @see <a href="https://github.com/vgsatorras/egnn">n_body_system/dataset/generate_dataset.py of
 *     the reference</a>
 */
public record NBodyGenerator(
        long seed,
        int particles,
        int dimension,
        ForceClamp clamp,
        int sampleFrequency,
        int inputFrame,
        int targetFrame,
        int trainingSamples,
        int validationSamples,
        int testSamples) {

    /**
     * Simulator steps of a whole trajectory; frames up to the one before its end can be asked for.
     */
    public static final int STEPS = 5000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public NBodyGenerator {
        NumpyRandom.checkSeed(seed);
        checkAtLeast("particles", 1, particles);
        checkAtLeast("dimension", 1, dimension);
        checkAtLeast("sample frequency", 1, sampleFrequency);
        checkAtLeast("input frame", 0, inputFrame);
        checkAtLeast("target frame", inputFrame + 1, targetFrame);
        checkAtLeast("training samples", 0, trainingSamples);
        checkAtLeast("validation samples", 0, validationSamples);
        checkAtLeast("test samples", 0, testSamples);
        if (targetFrame >= STEPS / sampleFrequency - 1) {
            throw new IllegalArgumentException(
                    "target frame: expected one of the "
                            + (STEPS / sampleFrequency - 1)
                            + " frames of "
                            + STEPS
                            + " steps sampled every "
                            + sampleFrequency
                            + ", counted from 0, got "
                            + targetFrame);
        }
    }

    /**
     * A builder that starts from the numbers of {@link NBodyVariant#NBODY_SMALL}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A copy that draws other numbers of trajectories. The first ones for training stay the same,
     * as long as there are as many.
     *
     * @param training for training, drawn first
     * @param validation for validation
     * @param test for testing, drawn last
     * @return the copy
     * @throws IllegalArgumentException if a number is negative
     */
    public NBodyGenerator withSamples(int training, int validation, int test) {
        return new NBodyGenerator(
                seed,
                particles,
                dimension,
                clamp,
                sampleFrequency,
                inputFrame,
                targetFrame,
                training,
                validation,
                test);
    }

    /**
     * A copy that draws other trajectories.
     *
     * @param other seed of {@link NumpyRandom}
     * @return the copy
     * @throws IllegalArgumentException if the seed is out of its range
     */
    public NBodyGenerator withSeed(long other) {
        return new NBodyGenerator(
                other,
                particles,
                dimension,
                clamp,
                sampleFrequency,
                inputFrame,
                targetFrame,
                trainingSamples,
                validationSamples,
                testSamples);
    }

    /**
     * The number of trajectories for a usage.
     *
     * @param usage training, validation or test
     * @return the number drawn
     */
    public int samples(Usage usage) {
        return switch (usage) {
            case TRAIN -> trainingSamples;
            case VALIDATION -> validationSamples;
            case TEST -> testSamples;
        };
    }

    /**
     * Draws all starts up to those of a usage and simulates these.
     *
     * @param usage training, validation or test
     * @param progress told of every trajectory, or null
     * @return the trajectories, in the order of the draws
     * @throws IllegalArgumentException if there are no samples for this usage
     */
    public NBodyTrajectories generate(Usage usage, @Nullable Progress progress) {
        if (samples(usage) == 0) {
            throw new IllegalArgumentException(usage + ": expected at least one sample, got 0");
        }
        List<ParticleSystem> starts = starts(usage);
        if (progress != null) {
            progress.reset("Simulating", starts.size());
            progress.start(0);
        }
        List<List<ParticleSystem>> states =
                starts.parallelStream()
                        .map(
                                start -> {
                                    List<ParticleSystem> result = simulate(start);
                                    if (progress != null) {
                                        synchronized (progress) {
                                            progress.increment(1);
                                        }
                                    }
                                    return result;
                                })
                        .toList();
        if (progress != null) {
            progress.end();
        }
        return trajectories(states);
    }

    /**
     * The hash of the first trajectory, which changes with the generator as well as with the
     * simulator.
     */
    String fingerprint() {
        return trajectories(List.of(simulate(start().draw(new NumpyRandom(seed))))).sha256();
    }

    /** The systems at step 0. */
    List<ParticleSystem> starts(Usage usage) {
        NumpyRandom random = new NumpyRandom(seed);
        RandomStart start = start();
        int before =
                switch (usage) {
                    case TRAIN -> 0;
                    case VALIDATION -> trainingSamples;
                    case TEST -> trainingSamples + validationSamples;
                };
        for (int k = 0; k < before; k++) {
            start.skip(random);
        }
        List<ParticleSystem> starts = new ArrayList<>(samples(usage));
        for (int k = 0; k < samples(usage); k++) {
            starts.add(start.draw(random));
        }
        return starts;
    }

    private RandomStart start() {
        return new RandomStart(particles, dimension, STEPS / sampleFrequency - 1);
    }

    /** The input and the target frame. */
    private List<ParticleSystem> simulate(ParticleSystem start) {
        return new ParticleSimulator(clamp)
                .simulate(
                        start,
                        sampleFrequency * (inputFrame + 1),
                        sampleFrequency * (targetFrame + 1));
    }

    private static NBodyTrajectories trajectories(List<List<ParticleSystem>> states) {
        return NBodyTrajectories.of(
                states.stream().map(pair -> pair.get(0)).toList(),
                states.stream().map(pair -> pair.get(1)).toList());
    }

    private static void checkAtLeast(String name, int minimum, int actual) {
        if (actual < minimum) {
            throw new IllegalArgumentException(
                    name + ": expected at least " + minimum + ", got " + actual);
        }
    }

    /** Builds a {@link NBodyGenerator}. */
    public static final class Builder {

        private long seed = 43;
        private int particles = 5;
        private int dimension = 3;
        private ForceClamp clamp = ForceClamp.PER_COMPONENT;
        private int sampleFrequency = 100;
        private int inputFrame = 30;
        private int targetFrame = 40;
        private int trainingSamples = 10_000;
        private int validationSamples = 2_000;
        private int testSamples = 2_000;

        private Builder() {}

        /**
         * Sets the seed of all draws.
         *
         * @param seed from 0 to 2<sup>32</sup> - 1
         * @return this builder
         */
        public Builder optSeed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the number of particles.
         *
         * @param particles N, at least 1
         * @return this builder
         */
        public Builder optParticles(int particles) {
            this.particles = particles;
            return this;
        }

        /**
         * Sets the number of coordinates.
         *
         * @param dimension n, at least 1
         * @return this builder
         */
        public Builder optDimension(int dimension) {
            this.dimension = dimension;
            return this;
        }

        /**
         * Sets how forces are limited.
         *
         * @param clamp per component, as the reference does, or by norm
         * @return this builder
         */
        public Builder optClamp(ForceClamp clamp) {
            this.clamp = clamp;
            return this;
        }

        /**
         * Sets which frames are the input and the target.
         *
         * @param sampleFrequency simulator steps between two frames
         * @param inputFrame the frame that is given, from 0
         * @param targetFrame the frame that is to be predicted
         * @return this builder
         */
        public Builder optFrames(int sampleFrequency, int inputFrame, int targetFrame) {
            this.sampleFrequency = sampleFrequency;
            this.inputFrame = inputFrame;
            this.targetFrame = targetFrame;
            return this;
        }

        /**
         * Sets how many trajectories are drawn.
         *
         * @param training for training, drawn first
         * @param validation for validation
         * @param test for testing, drawn last
         * @return this builder
         */
        public Builder optSamples(int training, int validation, int test) {
            this.trainingSamples = training;
            this.validationSamples = validation;
            this.testSamples = test;
            return this;
        }

        /**
         * Builds the generator.
         *
         * @return the generator
         * @throws IllegalArgumentException if a number is out of its range
         */
        public NBodyGenerator build() {
            return new NBodyGenerator(
                    seed,
                    particles,
                    dimension,
                    clamp,
                    sampleFrequency,
                    inputFrame,
                    targetFrame,
                    trainingSamples,
                    validationSamples,
                    testSamples);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.training.listener.TrainingListener;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import io.egnn.datasets.nbody.NBody;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.nbody.NBodyModels;
import io.egnn.nn.Egcl;
import io.egnn.nn.Egnn;
import io.egnn.training.MeanSquaredError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Adapts the pretrained model, which has only seen systems of five particles, to systems of ten
 * with a few samples and DJL's {@link EasyTrain}; beside it, a model that is trained from scratch
 * on the same samples with the same number of steps.
 *
 * @param samples trajectories to train on
 * @param steps updates of the parameters
 * @param seed of the samples, their order and the model from scratch
 * @param device where to compute
 */
public record FineTuneNBody(int samples, int steps, long seed, Device device) {

    /** More make the fine-tuned model worse again, since there are so few samples. */
    static final int STEPS = 200;

    private static final int PARTICLES = 10;
    private static final int BATCH = 50;
    private static final float LEARNING_RATE = 1e-3f;

    /** What {@code egnn_nbody} sees of a system. */
    private static final ParticleFeatures FEATURES = ParticleFeatures.INVARIANT;

    /**
     * Mean squared errors on test systems of ten particles, in squared length units.
     *
     * @param pretrained of the model as the zoo has it
     * @param fineTuned of the same after fine-tuning
     * @param fromScratch of the model without pretraining
     * @param steps the updates that were made, whole epochs of them
     */
    public record Errors(double pretrained, double fineTuned, double fromScratch, int steps) {}

    /**
     * Checks the number of samples.
     *
     * @throws IllegalArgumentException if there are too few
     */
    public FineTuneNBody {
        if (samples < BATCH) {
            throw new IllegalArgumentException(
                    "--samples: expected at least " + BATCH + ", got " + samples);
        }
    }

    /**
     * Trains and measures both.
     *
     * @param test what to measure with, of ten particles
     * @param listeners told of every batch of both
     * @return the errors
     * @throws IOException if a model or data cannot be read
     * @throws ModelException if the pretrained model cannot be loaded
     * @throws TranslateException if data do not fit the model
     * @throws IllegalArgumentException if there are fewer steps than in an epoch
     */
    public Errors run(NBodyTrajectories test, TrainingListener... listeners)
            throws IOException, ModelException, TranslateException {
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
        try (ZooModel<ParticleSystem, ParticleSystem> pretrained = load();
                Model scratch = Model.newInstance("scratch", device, "PyTorch")) {
            Egnn network = (Egnn) pretrained.getBlock();
            scratch.setBlock(new Egnn(network.config()));

            Shape[] inputShapes = network.getInputShapes();

            double before = mse(pretrained, pretrained.getTranslator(), test);
            fit(pretrained, inputShapes, frozen(network), listeners);
            int made = fit(scratch, inputShapes, List.of(), listeners);
            return new Errors(
                    before,
                    mse(pretrained, pretrained.getTranslator(), test),
                    mse(scratch, pretrained.getTranslator(), test),
                    made);
        }
    }

    /**
     * Systems that no training has seen.
     *
     * @param size how many
     * @return trajectories of ten particles
     */
    public static NBodyTrajectories testSystems(int size) {
        return NBodyGenerator.builder()
                .optParticles(PARTICLES)
                .optSeed(1_000_000)
                .optSamples(0, 0, size)
                .build()
                .generate(Usage.TEST, null);
    }

    ZooModel<ParticleSystem, ParticleSystem> load() throws IOException, ModelException {
        return Criteria.builder()
                .setTypes(ParticleSystem.class, ParticleSystem.class)
                .optGroupId("io.egnn")
                .optArtifactId("egnn_nbody")
                .optDevice(device)
                .build()
                .loadModel();
    }

    /**
     * What comes first, and keeps what it has learned: the embedding, and in every layer the map
     * from pairs of particles to messages. How a particle answers to its messages is learned anew.
     */
    static List<Block> frozen(Egnn network) {
        // snippet:begin fine-tuning-frozen
        List<Block> first = new ArrayList<>();
        first.add(network.getChildren().get(0).getValue());
        for (Egcl layer : network.layers()) {
            first.add(layer.getChildren().get(0).getValue());
        }
        // snippet:end
        return first;
    }

    int fit(Model model, Shape[] inputShapes, List<Block> frozen, TrainingListener... listeners)
            throws IOException, TranslateException {
        NBodyGenerator generator =
                NBodyGenerator.builder()
                        .optParticles(PARTICLES)
                        .optSeed(seed)
                        .optSamples(samples, 0, 0)
                        .build();
        NBody data =
                NBody.builder()
                        .optGenerator(generator)
                        .optFeatures(FEATURES)
                        .optSeed(seed)
                        .setSampling(BATCH, true, true)
                        .build();
        return new FineTuning(new MeanSquaredError(), LEARNING_RATE, 0, steps, device)
                .fit(model, inputShapes, frozen, data, samples / BATCH, listeners);
    }

    private static double mse(
            Model model,
            Translator<ParticleSystem, ParticleSystem> translator,
            NBodyTrajectories test)
            throws TranslateException {
        try (Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor(translator)) {
            return NBodyModels.mse(predictor, test);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBody;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.training.ErrorMeasure;
import io.egnn.examples.training.TrainingTask;
import io.egnn.training.BatchSource;
import io.egnn.training.MeanSquaredError;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.NBodyTranslatorFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Predicting where charged particles will be.
 *
 * @param recipe the model and how to train it
 * @param data what to train on
 */
record NBodyTask(NBodyRecipe recipe, NBodySplit data) implements TrainingTask {

    /** Squared length units of the simulator. */
    static final String UNIT = "length units^2";

    private static final int VALIDATION_BATCH = 500;

    @Override
    public String modelName() {
        return "nbody";
    }

    @Override
    public String samples() {
        return "trajectories";
    }

    @Override
    public ErrorMeasure error() {
        return new ErrorMeasure("mse", "mean squared error", UNIT);
    }

    @Override
    public Loss loss() {
        return new MeanSquaredError();
    }

    @Override
    public int updatesPerEpoch() {
        return recipe.updatesPerEpoch(data.training().size());
    }

    @Override
    public BatchSource training(long seed, Device device) {
        return batches(data.training(), recipe.batchSize(), true, seed, device);
    }

    @Override
    public BatchSource validation(long seed, Device device) {
        return batches(data.validation(), VALIDATION_BATCH, false, seed, device);
    }

    private BatchSource batches(
            NBodyTrajectories trajectories,
            int batchSize,
            boolean shuffle,
            long seed,
            Device device) {
        return NBody.builder()
                        .optData(trajectories)
                        .optFeatures(recipe.features())
                        .optSeed(seed)
                        .optDevice(device)
                        .setSampling(batchSize, shuffle, false)
                        .build()
                ::batches;
    }

    @Override
    public Map<String, String> translator() {
        return NBodyTranslatorFactory.arguments(recipe.features());
    }

    @Override
    public List<ModelCard.Metric> measure(Path folder, Device device)
            throws IOException, ModelException, TranslateException {
        List<ModelCard.Metric> metrics = new ArrayList<>();
        try (ZooModel<ParticleSystem, ParticleSystem> saved =
                        NBodyModels.load(folder.toString(), device);
                Predictor<ParticleSystem, ParticleSystem> predictor = saved.newPredictor()) {
            for (Map.Entry<String, NBodyTrajectories> test : data.tests().entrySet()) {
                double mse = NBodyModels.mse(predictor, test.getValue());
                metrics.add(
                        new ModelCard.Metric(
                                "test_mse",
                                mse,
                                UNIT,
                                "%s, %d trajectories"
                                        .formatted(test.getKey(), test.getValue().size())));
            }
        }
        return metrics;
    }

    @Override
    public String description() {
        return "Predicts where charged particles will be, as in %s.".formatted(data.title());
    }

    @Override
    public String command(long seed) {
        return "./egnn train nbody --model %s %s --epochs %d --seed %d"
                .formatted(recipe.name(), data.option(), recipe.schedule().epochs(), seed);
    }
}

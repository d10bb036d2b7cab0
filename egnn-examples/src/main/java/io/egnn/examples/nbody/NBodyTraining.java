/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.loss.L2Loss;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.nbody.NBody;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.nn.GraphNetwork;
import io.egnn.training.EpochRecord;
import io.egnn.training.TrainingOutcome;
import io.egnn.training.TrainingRun;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import io.egnn.zoo.NBodyTranslatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One training by a recipe, into a folder that {@code Criteria.optModelPath} loads.
 *
 * @param recipe the model and how to train it
 * @param data what to train on
 * @param seed of everything that is random
 * @param device where to compute
 * @param folder takes the model with its card, the log and its picture, and the checkpoint
 * @param command what the card says to have run it
 */
record NBodyTraining(
        NBodyRecipe recipe, NBodySplit data, long seed, Device device, Path folder, String command)
        implements PlannedTraining {

    /** Squared length units of the simulator. */
    static final String UNIT = "length units^2";

    private static final String NAME = "nbody";
    private static final int VALIDATION_BATCH = 500;

    /**
     * What came out.
     *
     * @param outcome the epochs
     * @param parameters how many numbers were trained
     * @param card the one in the folder
     */
    record Result(TrainingOutcome outcome, long parameters, ModelCard card) {

        /** Time of training. */
        double seconds() {
            return outcome.log().stream().mapToDouble(EpochRecord::seconds).sum();
        }
    }

    /** What {@code egnn train nbody} is called with to run this training alone. */
    static String command(NBodyRecipe recipe, NBodySplit data, long seed) {
        return "./egnn train nbody --model %s %s --epochs %d --seed %d"
                .formatted(recipe.name(), data.option(), recipe.epochs(), seed);
    }

    @Override
    public String system() {
        return recipe.title();
    }

    @Override
    public String title() {
        return "%s on %d samples, seed %d".formatted(recipe.title(), data.training().size(), seed);
    }

    @Override
    public String settings() {
        return "%s, seed %d, trained on %s, validated with %s, tested with %s"
                .formatted(
                        recipe,
                        seed,
                        data.training().sha256(),
                        data.validation().sha256(),
                        data.tests().values().stream().map(NBodyTrajectories::sha256).toList());
    }

    @Override
    public long updates() {
        return (long) recipe.epochs() * updatesPerEpoch();
    }

    @Override
    public TrainingResult train(Progress progress)
            throws IOException, ModelException, TranslateException {
        Result result = run(true, progress);
        return new TrainingResult(
                settings(),
                seed,
                result.outcome().bestMetric(),
                result.card().metrics().get(0).value(),
                result.outcome().bestEpoch(),
                result.outcome().log().size(),
                result.outcome().updates(),
                result.parameters(),
                result.seconds());
    }

    /**
     * Trains, from the beginning or from the checkpoint in the folder.
     *
     * @throws IOException if the folder holds what this would destroy, or a file cannot be written
     */
    Result run(boolean resume, Progress progress)
            throws IOException, ModelException, TranslateException {
        Path checkpoint = folder.resolve("checkpoint.bin");
        Path parameters = folder.resolve(NAME + "-0000.params");
        if (!resume) {
            if (Files.exists(checkpoint) && !Files.exists(parameters)) {
                throw new IOException(
                        folder
                                + " holds a training that has not ended: --resume continues it, another --out leaves it alone");
            }
            // In this order: a process that dies in between leaves nothing unfinished behind.
            Files.deleteIfExists(checkpoint);
            Files.deleteIfExists(parameters);
        }
        try (Model model = Model.newInstance(NAME, device, "PyTorch")) {
            TrainingOutcome outcome = train(model, checkpoint, resume, progress);
            LearningCurve.write(folder.resolve("learning_curve.png"), recipe.title(), outcome);
            Map<String, String> translator = NBodyTranslatorFactory.arguments(recipe.features());
            // Saved twice, since the test measures what is loaded from the folder.
            ModelFolder.save(folder, model, translator, card(outcome, List.of()));
            ModelCard card = card(outcome, measure());
            ModelFolder.save(folder, model, translator, card);
            long numbers =
                    model.getBlock().getParameters().values().stream()
                            .mapToLong(parameter -> parameter.getArray().size())
                            .sum();
            return new Result(outcome, numbers, card);
        }
    }

    private TrainingOutcome train(Model model, Path checkpoint, boolean resume, Progress progress)
            throws IOException, TranslateException {
        NBody training = dataset(data.training(), recipe.batchSize(), true);
        NBody validation = dataset(data.validation(), VALIDATION_BATCH, false);
        // DJL draws the initial parameters with the engine's generator.
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
        GraphNetwork<?> network = recipe.config().newNetwork();
        model.setBlock(network);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList first = training.batches(manager, 0).iterator().next().getData();
            network.initialize(model.getNDManager(), DataType.FLOAT32, first.getShapes());
        }
        return TrainingRun.builder()
                .setModel(model)
                .setLoss(new L2Loss("mse", 1))
                .setTraining(training::batches)
                .optValidation(validation::batches)
                .setOptions(recipe.training(updatesPerEpoch(), seed))
                .optDescription(settings())
                .optCheckpoint(checkpoint, recipe.evaluateEvery())
                .optResume(resume)
                .optLog(folder.resolve("log"))
                .optProgress(progress)
                .build()
                .run();
    }

    private int updatesPerEpoch() {
        return recipe.updatesPerEpoch(data.training().size());
    }

    private NBody dataset(NBodyTrajectories trajectories, int batchSize, boolean shuffle) {
        return NBody.builder()
                .optData(trajectories)
                .optFeatures(recipe.features())
                .optSeed(seed)
                .optDevice(device)
                .setSampling(batchSize, shuffle, false)
                .build();
    }

    private List<ModelCard.Metric> measure()
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

    private ModelCard card(TrainingOutcome outcome, List<ModelCard.Metric> tested) {
        List<ModelCard.Metric> metrics = new ArrayList<>(tested);
        metrics.add(
                new ModelCard.Metric(
                        "validation_mse",
                        outcome.bestMetric(),
                        UNIT,
                        "%d validation trajectories, best epoch %d"
                                .formatted(data.validation().size(), outcome.bestEpoch())));
        return new ModelCard(
                "Predicts where charged particles will be, as in %s.".formatted(data.title()),
                new ModelCard.Data(data.title(), data.training().sha256(), data.describe()),
                new ModelCard.Training(
                        recipe.toString(),
                        seed,
                        recipe.epochs(),
                        System.getProperty("egnn.commit", "unknown"),
                        command),
                metrics);
    }
}

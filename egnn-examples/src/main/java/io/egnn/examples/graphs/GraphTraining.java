/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.randomgraph.GivenGraphs;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.command.LearningCurve;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.training.EpochRecord;
import io.egnn.training.ReconstructionLoss;
import io.egnn.training.TrainingOutcome;
import io.egnn.training.TrainingRun;
import io.egnn.zoo.GraphTranslatorFactory;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One training by a recipe, into a folder that {@code Criteria.optModelPath} loads.
 *
 * @param recipe the network and how to train it
 * @param data what to train on
 * @param seed of everything that is random
 * @param device where to compute
 * @param folder takes the model with its card, the log and its picture, and the checkpoint
 */
record GraphTraining(GraphRecipe recipe, GraphSplit data, long seed, Device device, Path folder)
        implements PlannedTraining {

    /** Draws of which the best one is measured too. */
    static final int BEST_OF = 16;

    private static final String NATS = "nats per graph";
    private static final String NAME = "graph_autoencoder";
    private static final int VALIDATION_BATCH = 50;

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

        /** A number of the card, NaN if it is not there. */
        double metric(String name) {
            return card.metrics().stream()
                    .filter(metric -> metric.name().equals(name))
                    .findFirst()
                    .map(ModelCard.Metric::value)
                    .orElse(Double.NaN);
        }
    }

    @Override
    public String system() {
        return recipe.title();
    }

    @Override
    public String title() {
        return "%s on %s, n = %d, seed %d"
                .formatted(recipe.title(), data.title(), recipe.config().embedding(), seed);
    }

    @Override
    public String settings() {
        return "%s, seed %d, trained on %s, validated with %s, tested with %s"
                .formatted(
                        recipe,
                        seed,
                        data.training().sha256(),
                        data.validation().sha256(),
                        data.tests().values().stream().map(GraphCollection::sha256).toList());
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
                result.metric("test_bce"),
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
            LearningCurve.write(
                    folder.resolve("learning_curve.png"),
                    title(),
                    "binary cross entropy (%s)".formatted(NATS),
                    outcome);
            Map<String, String> translator = GraphTranslatorFactory.arguments();
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
        GivenGraphs training = dataset(data.training(), recipe.batchSize(), true);
        GivenGraphs validation = dataset(data.validation(), VALIDATION_BATCH, false);
        // DJL draws the initial parameters with the engine's generator.
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
        model.setBlock(recipe.config().newNetwork());
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList first = training.batches(manager, 0).iterator().next().getData();
            model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, first.getShapes());
        }
        return TrainingRun.builder()
                .setModel(model)
                .setLoss(new ReconstructionLoss())
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
        GivenGraphs training = dataset(data.training(), recipe.batchSize(), true);
        return training.batchesPerEpoch();
    }

    private GivenGraphs dataset(GraphCollection graphs, int batchSize, boolean shuffle) {
        return GivenGraphs.builder(graphs)
                .optSeed(seed)
                .optDimension(recipe.config().noiseDimension())
                .optDevice(device)
                .setSampling(batchSize, shuffle)
                .build();
    }

    private List<ModelCard.Metric> measure() throws IOException, ModelException {
        List<ModelCard.Metric> metrics = new ArrayList<>();
        try (ZooModel<NDList, NDList> saved = GraphModels.load(folder.toString(), device)) {
            for (Map.Entry<String, GraphCollection> test : data.tests().entrySet()) {
                GraphCollection graphs = test.getValue();
                String what = "%s, %d graphs".formatted(test.getKey(), graphs.size());
                GraphMetrics single = GraphMetrics.of(GraphModels.network(saved), graphs, device);
                String averaged =
                        "%s, mean of %d draws".formatted(what, GraphMetrics.AVERAGED_DRAWS);
                metrics.add(new ModelCard.Metric("test_bce", single.bce(), NATS, averaged));
                if (graphs.size() > 1) {
                    metrics.add(
                            new ModelCard.Metric(
                                    "test_bce_standard_error", single.bceError(), NATS, averaged));
                }
                metrics.add(
                        new ModelCard.Metric("test_error", single.errorPercent(), "%", averaged));
                metrics.add(new ModelCard.Metric("test_f1", single.f1(), "of 1", averaged));
                GraphMetrics best =
                        GraphMetrics.bestOf(BEST_OF, GraphModels.network(saved), graphs, device);
                metrics.add(
                        new ModelCard.Metric(
                                "best_of_%d_error".formatted(BEST_OF),
                                best.errorPercent(),
                                "%",
                                what));
            }
        }
        return metrics;
    }

    private ModelCard card(TrainingOutcome outcome, List<ModelCard.Metric> tested) {
        List<ModelCard.Metric> metrics = new ArrayList<>(tested);
        metrics.add(
                new ModelCard.Metric(
                        "validation_bce",
                        outcome.bestMetric(),
                        NATS,
                        "%d validation graphs, best epoch %d"
                                .formatted(data.validation().size(), outcome.bestEpoch())));
        return new ModelCard(
                "Turns a graph like those of %s into one point per vertex and back."
                        .formatted(data.title()),
                new ModelCard.Data(data.title(), data.training().sha256(), data.describe()),
                new ModelCard.Training(
                        recipe.toString(),
                        seed,
                        recipe.epochs(),
                        System.getProperty("egnn.commit", "unknown"),
                        "./egnn train graphs --model %s %s --epochs %d --seed %d"
                                .formatted(recipe.name(), data.option(), recipe.epochs(), seed)),
                metrics);
    }
}

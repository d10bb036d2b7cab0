/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.loss.Loss;
import io.egnn.datasets.randomgraph.GivenGraphs;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.training.ErrorMeasure;
import io.egnn.examples.training.TrainingTask;
import io.egnn.training.BatchSource;
import io.egnn.training.ReconstructionLoss;
import io.egnn.zoo.GraphTranslatorFactory;
import io.egnn.zoo.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turning graphs into points and back.
 *
 * @param recipe the network and how to train it
 * @param data what to train on
 */
record GraphTask(GraphRecipe recipe, GraphSplit data) implements TrainingTask {

    /** Draws of which the best one is measured too. */
    static final int BEST_OF = 16;

    /** What the files with the parameters are called. */
    static final String MODEL = "graph_autoencoder";

    private static final String NATS = "nats per graph";
    private static final int VALIDATION_BATCH = 50;

    @Override
    public String modelName() {
        return MODEL;
    }

    @Override
    public String samples() {
        return "graphs";
    }

    @Override
    public String system() {
        return "%s with n = %d".formatted(recipe.title(), recipe.config().embedding());
    }

    @Override
    public ErrorMeasure error() {
        return new ErrorMeasure("bce", "binary cross entropy", NATS);
    }

    @Override
    public Loss loss() {
        return new ReconstructionLoss();
    }

    @Override
    public int updatesPerEpoch() {
        return dataset(data.training(), recipe.batchSize(), true, 0, Device.cpu())
                .batchesPerEpoch();
    }

    @Override
    public BatchSource training(long seed, Device device) {
        return dataset(data.training(), recipe.batchSize(), true, seed, device)::batches;
    }

    @Override
    public BatchSource validation(long seed, Device device) {
        return dataset(data.validation(), VALIDATION_BATCH, false, seed, device)::batches;
    }

    private GivenGraphs dataset(
            GraphCollection graphs, int batchSize, boolean shuffle, long seed, Device device) {
        return GivenGraphs.builder(graphs)
                .optSeed(seed)
                .optDimension(recipe.config().noiseDimension())
                .optDevice(device)
                .setSampling(batchSize, shuffle)
                .build();
    }

    @Override
    public Map<String, String> translator() {
        return GraphTranslatorFactory.arguments();
    }

    @Override
    public List<ModelCard.Metric> measure(Path folder, Device device)
            throws IOException, ModelException {
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

    @Override
    public String description() {
        return "Turns a graph like those of %s into one point per vertex and back."
                .formatted(data.title());
    }

    @Override
    public String command(long seed) {
        return "./egnn train graphs --model %s %s --epochs %d --seed %d"
                .formatted(recipe.name(), data.option(), recipe.schedule().epochs(), seed);
    }
}

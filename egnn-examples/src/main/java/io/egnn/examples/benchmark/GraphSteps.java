/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.dataset.Batch;
import ai.djl.training.tracker.Tracker;
import io.egnn.datasets.randomgraph.GivenGraphs;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.graphs.GraphRecipe;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.kernel.GradientTape;
import io.egnn.training.FusedAdam;
import io.egnn.training.ReconstructionLoss;
import java.util.ArrayList;
import java.util.List;

/** The graph autoencoder of section 5.2, trained on the same graphs in batches of some size. */
final class GraphSteps implements AutoCloseable {

    private final NDManager manager = NDManager.newBaseManager();
    private final ReconstructionLoss loss = new ReconstructionLoss();
    private final ParameterStore store = new ParameterStore(manager, false);
    private final List<NDList> inputs = new ArrayList<>();
    private final List<NDList> labels = new ArrayList<>();
    private final GraphNetwork<?> network;
    private final FusedAdam adam;

    /**
     * Prepares everything up to the first step.
     *
     * @param recipe the network and its optimizer
     * @param graphs to train on
     * @param batchSize the most graphs of a batch, which are of similar size
     */
    GraphSteps(GraphRecipe recipe, GraphCollection graphs, int batchSize) {
        GivenGraphs data =
                GivenGraphs.builder(graphs)
                        .optSeed(1)
                        .optDimension(recipe.config().noiseDimension())
                        .optDevice(Device.cpu())
                        .setSampling(batchSize, true)
                        .build();
        for (Batch batch : data.batches(manager, 0)) {
            // The next one closes this one.
            batch.getData().attach(manager);
            batch.getLabels().attach(manager);
            inputs.add(batch.getData());
            labels.add(batch.getLabels());
        }
        Engine.getInstance().setRandomSeed(1);
        network = recipe.config().newNetwork();
        network.initialize(manager, DataType.FLOAT32, inputs.get(0).getShapes());
        adam =
                new FusedAdam(
                        network,
                        recipe.schedule().optimizer(),
                        Tracker.fixed((float) Variant.LEARNING_RATE));
    }

    /** The number of batches that hold all graphs once. */
    int batches() {
        return inputs.size();
    }

    /** Forward and backward pass of one batch, and Adam. */
    void step(int batch) {
        try (NDScope scope = new NDScope();
                GradientCollector collector = new GradientTape()) {
            scope.suppressNotUsedWarning();
            NDList predictions = network.forward(store, inputs.get(batch), true);
            collector.backward(loss.evaluate(labels.get(batch), predictions));
        }
        adam.step();
    }

    @Override
    public void close() {
        adam.close();
        manager.close();
    }
}

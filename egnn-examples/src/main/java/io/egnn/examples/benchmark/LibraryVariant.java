/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.tracker.Tracker;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.kernel.GradientTape;
import io.egnn.training.FusedAdam;
import java.util.List;

/** This library's network and optimizer. */
final class LibraryVariant extends Variant {

    private final GraphNetwork<?> network;
    private final List<NDList> batches;
    private final ParameterStore store;
    private final FusedAdam adam;

    LibraryVariant(GraphNetwork<?> network, List<GraphBatch> batches, NDManager manager) {
        super(manager);
        this.network = network;
        this.batches = batches.stream().map(GraphBatch::toNDList).toList();
        store = new ParameterStore(manager, false);
        adam = new FusedAdam(network, ADAM, Tracker.fixed((float) LEARNING_RATE));
    }

    @Override
    int batches() {
        return batches.size();
    }

    @Override
    List<NDArray> weights() {
        return network.getParameters().values().stream().map(Parameter::getArray).toList();
    }

    @Override
    NDList forward(int batch, boolean training) {
        return network.forward(store, batches.get(batch), training);
    }

    @Override
    GradientCollector collector() {
        return new GradientTape();
    }

    @Override
    void update() {
        adam.step();
    }

    @Override
    public void close() {
        adam.close();
        super.close();
    }
}

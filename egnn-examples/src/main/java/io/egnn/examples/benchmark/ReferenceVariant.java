/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import java.util.List;

/** The reference's order of operations, network and optimizer. */
final class ReferenceVariant extends Variant {

    private final ReferenceNetwork network;
    private final List<EdgeList> batches;
    private final ReferenceAdam adam;

    /** Copies the weights of a network. */
    ReferenceVariant(GraphNetwork<?> network, List<GraphBatch> batches, NDManager manager) {
        super(manager);
        this.network = new ReferenceNetwork(network, manager);
        this.batches = batches.stream().map(EdgeList::of).toList();
        adam = new ReferenceAdam(this.network, ADAM, LEARNING_RATE, manager);
    }

    @Override
    int batches() {
        return batches.size();
    }

    @Override
    List<NDArray> weights() {
        return network.weights();
    }

    @Override
    NDList forward(int batch, boolean training) {
        return network.forward(batches.get(batch), training);
    }

    @Override
    GradientCollector collector() {
        return Engine.getInstance().newGradientCollector();
    }

    @Override
    void update() {
        adam.step();
    }

    @Override
    public void close() {
        adam.close();
        network.close();
        super.close();
    }
}

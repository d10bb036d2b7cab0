/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;
import io.egnn.training.AdamOptions;
import java.util.List;

/**
 * One of the two programs that are compared: the same network on the same samples, in batches of
 * its own.
 */
abstract class Variant implements AutoCloseable {

    /** So small that hundreds of steps do not change what is computed. */
    static final double LEARNING_RATE = 1e-6;

    static final AdamOptions ADAM = AdamOptions.adam();

    /** Which program. */
    enum Side {
        /** This library. */
        LIBRARY,
        /** The reference's order of operations. */
        REFERENCE
    }

    /**
     * Prepares a program up to its first step.
     *
     * @param side which one
     * @param workload what it works on
     */
    static Variant of(Side side, Workload workload) {
        NDManager manager = NDManager.newBaseManager();
        List<GraphBatch> batches = workload.batches(side, manager);
        GraphNetwork<?> network = network(workload.config(), batches.get(0), manager);
        return side == Side.LIBRARY
                ? new LibraryVariant(network, batches, manager)
                : new ReferenceVariant(network, batches, manager);
    }

    private static GraphNetwork<?> network(
            NetworkConfig config, GraphBatch example, NDManager manager) {
        Engine.getInstance().setRandomSeed(1);
        GraphNetwork<?> network = config.newNetwork();
        network.initialize(manager, DataType.FLOAT32, example.toNDList().getShapes());
        return network;
    }

    private final NDManager manager;

    Variant(NDManager manager) {
        this.manager = manager;
    }

    /** The number of batches that hold all samples once. */
    abstract int batches();

    /** All parameters, each requiring a gradient. */
    abstract List<NDArray> weights();

    abstract NDList forward(int batch, boolean training);

    /** What a training with this program collects gradients with. */
    abstract GradientCollector collector();

    abstract void update();

    /** Forward and backward pass of one batch, and Adam. */
    final void step(int batch) {
        passes(batch);
        update();
    }

    /** Forward and backward pass of one batch; the loss is the mean square of outputs. */
    final void passes(int batch) {
        try (NDScope scope = new NDScope();
                GradientCollector collector = collector()) {
            scope.suppressNotUsedWarning();
            NDArray loss = null;
            for (NDArray output : forward(batch, true)) {
                NDArray square = output.square().mean();
                loss = loss == null ? square : loss.add(square);
            }
            collector.backward(loss);
        }
    }

    /** Predicts one batch and reads the result back, in float32. */
    final List<float[]> infer(int batch) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return forward(batch, false).stream().map(NDArray::toFloatArray).toList();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}

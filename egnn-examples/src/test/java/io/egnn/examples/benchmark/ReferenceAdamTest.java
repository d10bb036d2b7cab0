/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.tracker.Tracker;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import io.egnn.testing.ArrayAssert;
import io.egnn.training.AdamOptions;
import io.egnn.training.FusedAdam;
import io.egnn.weights.StateDict;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The transcription of Adam against this library's. */
class ReferenceAdamTest {

    private static final float RATE = 0.01f;

    private NDManager manager;
    private Egnn network;
    private GraphBatch batch;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        manager.getEngine().setRandomSeed(7);
        network = new Egnn(EgnnConfig.builder().setFeatures(2, 8).optLayers(2).build());
        batch =
                GraphBatch.of(
                        manager.randomNormal(0, 1, new Shape(2, 4, 2), DataType.FLOAT64),
                        manager.randomNormal(0, 1, new Shape(2, 4, 3), DataType.FLOAT64));
        network.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void fiveStepsGiveTheWeightsThatFusedAdamGives() {
        EdgeList edges = EdgeList.of(batch);
        ParameterStore store = new ParameterStore(manager, false);
        try (ReferenceNetwork reference = new ReferenceNetwork(network, manager);
                ReferenceAdam theirs =
                        new ReferenceAdam(reference, AdamOptions.adam(), RATE, manager);
                FusedAdam ours = new FusedAdam(network, AdamOptions.adam(), Tracker.fixed(RATE))) {
            for (int step = 0; step < 5; step++) {
                backward(() -> network.forward(store, batch.toNDList(), true));
                ours.step();
                backward(() -> reference.forward(edges, true));
                theirs.step();
            }
            StateDict.names(network)
                    .forEach(
                            (name, parameter) ->
                                    ArrayAssert.assertThatArray(reference.names().get(name))
                                            .as(name)
                                            .isCloseTo(parameter.getArray(), 1e-6, 1e-7));
        }
    }

    @Test
    void weightDecayIsRefused() {
        ReferenceNetwork reference = new ReferenceNetwork(network, manager);
        assertThatThrownBy(
                        () -> new ReferenceAdam(reference, AdamOptions.adamW(0.01), RATE, manager))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.01");
    }

    private void backward(Supplier<NDList> forward) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList outputs = forward.get();
            collector.backward(
                    NDArrays.add(outputs.get(0).square().mean(), outputs.get(1).square().mean()));
        }
    }
}

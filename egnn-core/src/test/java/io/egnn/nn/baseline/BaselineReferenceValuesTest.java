/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GoldenInputs;
import io.egnn.nn.GoldenModel;
import io.egnn.weights.StateDict;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outputs and gradients of the reference implementation's GNN and radial fields, in float64. */
class BaselineReferenceValuesTest {

    private NDManager manager;
    private GoldenInputs inputs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        inputs = new GoldenInputs(manager);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void graphNeuralNetwork() throws IOException {
        check("nbody_GNN", new GnnConfig(6, 6, 2, 1, 3).newNetwork(), inputs.statesAsFeatures());
    }

    @Test
    void radialFieldWithVelocities() throws IOException {
        RadialFieldConfig config = RadialFieldConfig.withVelocities(6, 2, 2);
        check("nbody_RF_vel", config.newNetwork(), inputs.particles());
    }

    @Test
    void layerOfThePlainRadialField() throws IOException {
        RadialFieldConfig config = new RadialFieldConfig(6, 1, 1, false, false, 100, 1e-3);
        check("GCL_rf", new RadialFieldLayer(config), inputs.points());
    }

    private void check(String entry, Block block, GraphBatch batch) throws IOException {
        block.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        GoldenModel golden = GoldenModel.named(entry);
        golden.fill(block);
        ParameterStore store = new ParameterStore(manager, false);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray output = block.forward(store, batch.toNDList(), true).singletonOrThrow();
            NDArray sum = output.square().sum();
            collector.backward(sum);
            golden.checkOutput(0, output);
            golden.checkScalar("sum_of_squares", sum);
            golden.checkGradients("grad_sums_of_sum_of_squares", StateDict.names(block));
        }
        NDList predicted = block.forward(store, batch.toNDList(), false);
        golden.checkOutput(0, predicted.head());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.DifferenceScaling;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.weights.StateDict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs and gradients of the reference implementation, in float64, with both kernels. */
class ReferenceValuesTest {

    private static final String SQUARES = "sum_of_squares";
    private static final String SQUARES_GRADIENT = "grad_sums_of_sum_of_squares";

    private NDManager manager;
    private GoldenInputs inputs;

    static Stream<Arguments> kernels() {
        return Stream.of(
                Arguments.of("TorchScript", EgclKernel.torchScript()),
                Arguments.of("NDArray", EgclKernel.ndArray()));
    }

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        inputs = new GoldenInputs(manager);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void cleanLayer(String name, EgclKernel kernel) throws IOException {
        check("clean_E_GCL", layer(kernel).build(), inputs.fourNodes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void cleanLayerWithAttentionUnitDifferencesAndTanh(String name, EgclKernel kernel)
            throws IOException {
        Egcl layer =
                layer(kernel)
                        .optInferredEdges(true)
                        .optScaling(DifferenceScaling.UNIT)
                        .optTanh(true)
                        .build();
        check("clean_E_GCL_att_norm_tanh", layer, inputs.fourNodes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void cleanLayerWithSumAndWithoutResidual(String name, EgclKernel kernel) throws IOException {
        Egcl layer =
                layer(kernel)
                        .optResidual(false)
                        .optCoordinateUpdate(CoordinateUpdate.NEIGHBOR_SUM)
                        .build();
        check("clean_E_GCL_sum_nores", layer, inputs.fourNodes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void cleanNetwork(String name, EgclKernel kernel) throws IOException {
        check(
                "clean_EGNN_2layer",
                new Egnn(GoldenInputs.cleanNetwork(), kernel),
                inputs.fourNodes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void layerWithDampedDifferences(String name, EgclKernel kernel) throws IOException {
        Egcl layer =
                layer(kernel)
                        .optScaling(DifferenceScaling.DAMPED)
                        .optClamp(Clamp.COMPONENT, 100)
                        .build();
        check("gcl_E_GCL_norm_diff", layer, inputs.fourNodes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void layerWithVelocity(String name, EgclKernel kernel) throws IOException {
        Egcl layer =
                layer(kernel)
                        .optVelocity(VelocityForm.INITIAL)
                        .optClamp(Clamp.COMPONENT, 100)
                        .build();
        check("gcl_E_GCL_vel", layer, inputs.fourNodes().withVelocities(inputs.velocities()), 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void networkOfParticles(String name, EgclKernel kernel) throws IOException {
        check(
                "nbody_EGNN_vel",
                new Egnn(GoldenInputs.particleNetwork(), kernel),
                inputs.particles());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void networkOfMolecules(String name, EgclKernel kernel) throws IOException {
        check(
                "QM9_EGNN_att0",
                new Egnn(GoldenInputs.moleculeNetwork(false), kernel),
                inputs.molecules());
        check(
                "QM9_EGNN_att1",
                new Egnn(GoldenInputs.moleculeNetwork(true), kernel),
                inputs.molecules());
    }

    private static Egcl.Builder layer(EgclKernel kernel) {
        return Egcl.builder().setFeatures(3, 5, 3).optEdgeAttributes(2).optKernel(kernel);
    }

    private void initialize(Block block, GraphBatch batch) {
        block.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
    }

    private void check(String entry, Block block, GraphBatch batch) throws IOException {
        check(entry, block, batch, Integer.MAX_VALUE);
    }

    private void check(String entry, Block block, GraphBatch batch, int compared)
            throws IOException {
        initialize(block, batch);
        GoldenModel golden = GoldenModel.named(entry);
        golden.fill(block);
        ParameterStore store = new ParameterStore(manager, false);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList outputs = block.forward(store, batch.toNDList(), true);
            List<NDArray> squares = new ArrayList<>();
            for (int i = 0; i < Math.min(compared, outputs.size()); i++) {
                squares.add(outputs.get(i).square().sum());
            }
            NDArray sum = NDArrays.stack(new NDList(squares)).sum();
            collector.backward(sum);
            for (int i = 0; i < squares.size(); i++) {
                golden.checkOutput(i, outputs.get(i));
            }
            golden.checkScalar(SQUARES, sum);
            golden.checkGradients(SQUARES_GRADIENT, StateDict.names(block));
        }
        NDList predicted = block.forward(store, batch.toNDList(), false);
        golden.checkOutput(0, predicted.get(0));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.DifferenceScaling;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.weights.StateDict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives, against finite differences and where they could blow up. */
class CoordinateGradientTest {

    private NDManager manager;
    private RandomGraphs graphs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 21, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DifferenceScaling.class,
            // UNIT holds the distance constant, so its gradient is not that of its value.
            names = {"NONE", "DAMPED"})
    void itIsTheLimitOfDifferences(DifferenceScaling scaling) {
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 2);
        for (EgclKernel kernel : List.of(EgclKernel.torchScript(), EgclKernel.ndArray())) {
            Egcl layer =
                    graphs.filled(
                            Egcl.builder()
                                    .setFeatures(3)
                                    .optEdgeAttributes(2)
                                    .optScaling(scaling)
                                    .optClamp(Clamp.NORM, 0.3)
                                    .optInferredEdges(true)
                                    .optVelocity(VelocityForm.RECURSIVE)
                                    .optKernel(kernel)
                                    .build(),
                            batch);
            assertIsTheLimitOfDifferences(layer, batch);
        }
    }

    /** What a layer leaves as it is still reaches the next one through it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void coordinatesThatALayerDoesNotMoveKeepTheirGradient(boolean fast) {
        EgclKernel kernel = fast ? EgclKernel.torchScript() : EgclKernel.ndArray();
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 0);
        Egcl first =
                Egcl.builder()
                        .setFeatures(3)
                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                        .optKernel(kernel)
                        .build();
        Egcl second =
                Egcl.builder()
                        .setFeatures(3)
                        .optVelocity(VelocityForm.RECURSIVE)
                        .optKernel(kernel)
                        .build();
        SequentialBlock block = new SequentialBlock();
        block.add(first).add(CoordinateGradientTest::next).add(second);
        graphs.filled(block, batch);

        assertIsTheLimitOfDifferences(block, batch);
    }

    private void assertIsTheLimitOfDifferences(Block block, GraphBatch batch) {
        double[] gradient =
                CoordinateGradient.of(block, batch, CoordinateGradientTest::squares)
                        .toDoubleArray();
        double step = 1e-5;
        for (int i = 0; i < gradient.length; i += 5) {
            double slope =
                    (value(block, batch, i, step) - value(block, batch, i, -step)) / (2 * step);
            assertThat(gradient[i])
                    .as("coordinate %d", i)
                    .isCloseTo(slope, within(1e-7 * (1 + Math.abs(slope))));
        }
    }

    private static NDList next(NDList outputs) {
        return GraphBatch.of(outputs.get(0), outputs.get(1))
                .withVelocities(outputs.get(2))
                .toNDList();
    }

    private double value(Block layer, GraphBatch batch, int coordinate, double step) {
        double[] x = batch.coordinates().toDoubleArray();
        x[coordinate] += step;
        NDList moved =
                batch.withCoordinates(manager.create(x, batch.coordinates().getShape())).toNDList();
        return squares(layer.forward(graphs.parameters(), moved, false)).toDoubleArray()[0];
    }

    private static NDArray squares(NDList outputs) {
        NDArray sum = outputs.get(0).square().sum();
        for (NDArray output : outputs.subNDList(1)) {
            sum = sum.add(output.square().sum());
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(DifferenceScaling.class)
    void coincidentPointsHaveFiniteGradients(DifferenceScaling scaling) {
        NDArray x = manager.zeros(new Shape(1, 4, 3), DataType.FLOAT32);
        RandomGraphs floats = new RandomGraphs(manager, 2, DataType.FLOAT32);
        GraphBatch batch = GraphBatch.of(floats.normal(new Shape(1, 4, 3)), x);
        for (EgclKernel kernel : List.of(EgclKernel.torchScript(), EgclKernel.ndArray())) {
            for (Clamp clamp : Clamp.values()) {
                Egcl layer =
                        floats.filled(
                                Egcl.builder()
                                        .setFeatures(3)
                                        .optScaling(scaling)
                                        .optClamp(clamp, 1)
                                        .optKernel(kernel)
                                        .build(),
                                batch);
                NDArray gradient =
                        CoordinateGradient.of(layer, batch, CoordinateGradientTest::squares);
                for (float g : gradient.toFloatArray()) {
                    assertThat(g).isFinite();
                }
                for (NDArray out : layer.forward(floats.parameters(), batch.toNDList(), false)) {
                    for (float value : out.toFloatArray()) {
                        assertThat(value).isFinite();
                    }
                }
            }
        }
    }

    @Test
    void parametersTakeNoPart() {
        GraphBatch batch = graphs.complete(1, 4, 3, 3, 0).withVelocities(null);
        Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).build(), batch);
        CoordinateGradient.of(layer, batch, CoordinateGradientTest::squares);
        StateDict.names(layer)
                .forEach(
                        (name, parameter) ->
                                assertThat(
                                                parameter
                                                        .getArray()
                                                        .getGradient()
                                                        .abs()
                                                        .sum()
                                                        .toType(DataType.FLOAT64, false)
                                                        .getDouble())
                                        .as(name)
                                        .isZero());
    }

    @Test
    void nothingIsLeftOnTheManagerButTheResult() {
        GraphBatch batch = graphs.complete(1, 4, 3, 3, 0).withVelocities(null);
        Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).build(), batch);
        int before = manager.getManagedArrays().size();
        CoordinateGradient.of(layer, batch, CoordinateGradientTest::squares);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void whatDoesNotDependOnTheCoordinatesIsAnError() {
        GraphBatch batch = graphs.complete(1, 4, 3, 3, 0).withVelocities(null);
        Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).build(), batch);
        assertThatThrownBy(
                        () ->
                                CoordinateGradient.of(
                                        layer, batch, out -> manager.ones(new Shape(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not depend on the coordinates");
    }

    /** One of DJL's own, which asks the parameter store for a bias that it does not have. */
    @Test
    void anyBlockOfDjlHasAGradient() {
        GraphBatch batch = graphs.complete(1, 4, 3, 3, 0).withVelocities(null);
        Linear linear = Linear.builder().setUnits(1).optBias(false).build();
        SequentialBlock block = new SequentialBlock();
        block.add(list -> new NDList(GraphBatch.of(list).coordinates()));
        block.add(linear);
        graphs.filled(block, batch);

        NDArray gradient = CoordinateGradient.of(block, batch, NDList::head);

        NDArray w = linear.getParameters().get("weight").getArray();
        assertThatArray(gradient).isCloseTo(w.reshape(1, 1, 3).repeat(1, 4), 1e-12, 1e-12);
    }

    @Test
    void aBlockWithoutParametersYetIsAnErrorAndStaysAsItIs() {
        GraphBatch batch = graphs.complete(1, 4, 3, 3, 0).withVelocities(null);
        Egcl layer = Egcl.builder().setFeatures(3).build();
        assertThatThrownBy(() -> CoordinateGradient.of(layer, batch, NDList::head))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initialize or load it first");
        assertThat(layer.isInitialized()).isFalse();
    }

    @Test
    void insideATrainingStepItIsAnError() {
        GraphBatch batch = graphs.complete(1, 4, 3, 3, 0).withVelocities(null);
        Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).build(), batch);
        boolean before = JniUtils.isGradMode();
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            assertThatThrownBy(() -> CoordinateGradient.of(layer, batch, NDList::head))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(JniUtils.isGradMode()).isTrue();
            JniUtils.setGradMode(false);
            assertThatThrownBy(() -> CoordinateGradient.of(layer, batch, NDList::head))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(JniUtils.isGradMode()).as("as it was").isFalse();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}

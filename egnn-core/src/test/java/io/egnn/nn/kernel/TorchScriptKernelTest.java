/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.NeighborList;
import io.egnn.graph.NeighborTensors;
import io.egnn.nn.Egcl;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.RandomGraphs;
import io.egnn.weights.StateDict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only this kernel does: single precision on oneDNN, large graphs in pieces, views. */
class TorchScriptKernelTest {

    // Sums of 20 products with an error of 6e-8 each, through three layers that about double it.
    private static final double SINGLE = 2e-5;

    static List<Arguments> networksAndTexts() {
        EgnnConfig moving =
                EgnnConfig.builder()
                        .setFeatures(2, 16)
                        .optLayers(3)
                        .optEdgeAttributes(2)
                        .optVelocity(VelocityForm.RECURSIVE)
                        .build();
        EgnnConfig graphs =
                EgnnConfig.builder()
                        .setFeatures(40, 16)
                        .optLayers(3)
                        .optEdgeAttributes(2)
                        .optInferredEdges(true)
                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                        .optOutputs(Outputs.GRAPH)
                        .optOutputFeatures(2)
                        .build();
        return List.of(
                Arguments.of(moving, LinearText.PYTORCH),
                Arguments.of(moving, LinearText.ONE_DNN),
                Arguments.of(graphs, LinearText.PYTORCH),
                Arguments.of(graphs, LinearText.ONE_DNN));
    }

    @ParameterizedTest
    @MethodSource("networksAndTexts")
    void inferenceInSinglePrecisionIsThatOfTheFormulas(EgnnConfig config, LinearText text) {
        assumeTrue(LinearTextTest.isAvailable(text), "this libtorch has no oneDNN");
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 31, DataType.FLOAT32);
            GraphBatch complete = graphs.complete(2, 7, config.inputFeatures(), 3, 2);
            GraphBatch batch =
                    (config.outputs() == Outputs.GRAPH ? complete.withVelocities(null) : complete)
                            .withNodeMask(graphs.raggedMask(2, 7));
            Egnn fast =
                    graphs.filled(
                            new Egnn(config, new TorchScriptKernel(text, BatchShares.DEFAULT)),
                            batch);
            StateDict.names(fast).values().forEach(p -> p.getArray().muli(0.5));
            Egnn readable = graphs.filled(new Egnn(config, EgclKernel.ndArray()), batch);
            RandomGraphs.copyParameters(fast, readable);

            NDList actual = fast.forward(graphs.parameters(), batch.toNDList(), false);
            NDList expected = readable.forward(graphs.parameters(), batch.toNDList(), false);

            for (int i = 0; i < expected.size(); i++) {
                assertThatArray(actual.get(i)).isCloseTo(expected.get(i), SINGLE, SINGLE);
            }
        }
    }

    /** As from any of DJL's own blocks. */
    @Test
    void whatInferenceGivesCanBeChangedAndLearnedFrom() {
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 33, DataType.FLOAT32);
            GraphBatch batch = graphs.complete(2, 5, 3, 3, 0);
            Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).build(), batch);
            NDList out = layer.forward(graphs.parameters(), batch.toNDList(), false);
            float before = out.get(1).getFloat(0, 0, 0);
            NDArray scale = manager.ones(new Shape(3));
            scale.setRequiresGradient(true);

            out.get(1).muli(2);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(out.head().mul(scale).sum());
            }

            assertThat(out.get(1).getFloat(0, 0, 0)).isEqualTo(2 * before);
            assertThatArray(scale.getGradient())
                    .isCloseTo(out.head().sum(new int[] {0, 1}), SINGLE, SINGLE);
        }
    }

    /** DJL gives dots and brackets in names a meaning of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"graph.h", "h[]", "h()", "plain"})
    void arraysMayHaveAnyName(String name) {
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 34, DataType.FLOAT64);
            GraphBatch batch = graphs.complete(2, 5, 3, 3, 0);
            Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).build(), batch);
            NDList expected = layer.forward(graphs.parameters(), batch.toNDList(), false);
            NDList named = batch.toNDList();
            named.get(0).setName(name);
            named.get(1).setName(name);

            NDList actual = layer.forward(graphs.parameters(), named, false);

            assertThat(actual.head().toDoubleArray())
                    .containsExactly(expected.head().toDoubleArray());
            assertThat(named.head().getName()).isEqualTo(name);
        }
    }

    /** Parts of larger tensors, as a user's slices are. */
    @ParameterizedTest
    @EnumSource(names = {"NEIGHBOR_MEAN", "NONE"})
    void viewsAreReadAsTheirCopiesAre(CoordinateUpdate update) {
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 32, DataType.FLOAT64);
            GraphBatch whole = graphs.complete(2, 6, 3, 3, 0);
            long[] senders = new long[2 * 6 * 4];
            for (int slot = 0; slot < senders.length; slot++) {
                senders[slot] = slot * 5L % 6;
            }
            Shape shape = new Shape(2, 6, 4);
            NDArray indices = manager.create(senders, shape).get(":, :, :3");
            NDArray mask = graphs.adjacency(2, 6).get(":, :, :3");
            NDArray attributes = graphs.normal(new Shape(2, 6, 4, 2)).get(":, :, :3");
            GraphBatch views = whole.withNeighbors(indices, mask).withEdgeAttributes(attributes);
            GraphBatch copies =
                    whole.withNeighbors(indices.duplicate(), mask.duplicate())
                            .withEdgeAttributes(attributes.duplicate());
            Egcl layer =
                    graphs.filled(
                            Egcl.builder()
                                    .setFeatures(3)
                                    .optEdgeAttributes(2)
                                    .optCoordinateUpdate(update)
                                    .build(),
                            copies);
            NDList a = layer.forward(graphs.parameters(), views.toNDList(), false);
            NDList b = layer.forward(graphs.parameters(), copies.toNDList(), false);
            for (int i = 0; i < a.size(); i++) {
                assertThatArray(a.get(i)).isCloseTo(b.get(i), 1e-13, 1e-13);
            }
        }
    }

    /** 601 receivers with 32 senders and 128 features are three pieces, the last one shorter. */
    @Test
    void gradientsOfALargeGraphInPiecesAreThoseOfTheFormulas() {
        int nodes = 601;
        assertThat(nodes * 32 * 128).isGreaterThan(2 * MessageChunk.elements(Device.cpu()));
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 33, DataType.FLOAT64);
            GraphBatch points = graphs.complete(1, nodes, 2, 3, 0).withVelocities(null);
            NeighborTensors tensors =
                    NeighborTensors.ofBatch(
                            manager,
                            DataType.FLOAT64,
                            List.of(
                                    NeighborList.nearest(32)
                                            .search(points.coordinates().toDoubleArray(), 3)));
            GraphBatch batch = points.withNeighbors(tensors.indices(), tensors.mask());
            Egcl fast = graphs.filled(layer(EgclKernel.torchScript()), batch);
            StateDict.names(fast).values().forEach(p -> p.getArray().muli(0.2));
            Egcl readable = graphs.filled(layer(EgclKernel.ndArray()), batch);
            RandomGraphs.copyParameters(fast, readable);
            NDList a = gradients(graphs, fast, batch);
            NDList b = gradients(graphs, readable, batch);
            for (int i = 0; i < a.size(); i++) {
                assertThatArray(a.get(i)).isCloseTo(b.get(i), 1e-9, 1e-9);
            }
        }
    }

    private static Egcl layer(EgclKernel kernel) {
        return Egcl.builder().setFeatures(2, 128, 2).optKernel(kernel).build();
    }

    private static NDList gradients(RandomGraphs graphs, Egcl layer, GraphBatch batch) {
        NDList gradients = new NDList();
        try (GradientCollector collector =
                batch.features().getManager().getEngine().newGradientCollector()) {
            NDList out = layer.forward(graphs.parameters(), batch.toNDList(), true);
            collector.backward(out.get(0).square().sum().add(out.get(1).square().sum()));
        }
        for (Parameter parameter : StateDict.names(layer).values()) {
            gradients.add(parameter.getArray().getGradient().duplicate());
        }
        return gradients;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.RandomGraphs;
import io.egnn.nn.autoencoder.GraphAutoencoder;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig.Encoder;
import io.egnn.nn.kernel.BatchShares.Split;
import io.egnn.weights.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backward pass of our own gives the gradients of autograd. */
@ExtendWith(TwoThreads.class)
class GradientTapeTest {

    static final EgclKernel SHARING = new TorchScriptKernel(null, new BatchShares(1));

    enum Topology {
        COMPLETE,
        PADDED,
        MASKED,
        NEIGHBORS
    }

    static List<Arguments> networks() {
        Map<String, Consumer<EgnnConfig.Builder>> options =
                Map.ofEntries(
                        Map.entry("plain", b -> {}),
                        Map.entry("recursive", b -> b.optVelocity(VelocityForm.RECURSIVE)),
                        Map.entry("initial", b -> b.optVelocity(VelocityForm.INITIAL)),
                        Map.entry("tanh", b -> b.optTanh(true)),
                        Map.entry("unit", b -> b.optScaling(DifferenceScaling.UNIT)),
                        Map.entry("damped", b -> b.optScaling(DifferenceScaling.DAMPED)),
                        Map.entry("norm clamp", b -> b.optClamp(Clamp.NORM, 0.2)),
                        Map.entry("component clamp", b -> b.optClamp(Clamp.COMPONENT, 0.1)),
                        Map.entry(
                                "damped, norm clamp",
                                b ->
                                        b.optScaling(DifferenceScaling.DAMPED)
                                                .optClamp(Clamp.NORM, 0.1)),
                        Map.entry(
                                "damped, norm clamp out of reach",
                                b ->
                                        b.optScaling(DifferenceScaling.DAMPED)
                                                .optClamp(Clamp.NORM, 1e6)),
                        Map.entry(
                                "unit, component clamp",
                                b ->
                                        b.optScaling(DifferenceScaling.UNIT)
                                                .optClamp(Clamp.COMPONENT, 0.1)),
                        Map.entry("gate", b -> b.optInferredEdges(true)),
                        Map.entry(
                                "fixed",
                                b ->
                                        b.optInferredEdges(true)
                                                .optCoordinateUpdate(CoordinateUpdate.NONE)),
                        Map.entry("still", b -> b.optCoordinateUpdate(CoordinateUpdate.NONE)),
                        Map.entry("sum", b -> b.optCoordinateUpdate(CoordinateUpdate.NEIGHBOR_SUM)),
                        Map.entry("shared", b -> b.optSharedLayers(true)),
                        Map.entry("coordinates", b -> b.optOutputs(Outputs.COORDINATES)),
                        Map.entry("node attributes", b -> b.optNodeAttributes(3)),
                        Map.entry("map", b -> b.optOutputFeatures(4)));
        List<Arguments> all = new ArrayList<>();
        options.forEach(
                (name, option) ->
                        Stream.of(Topology.values())
                                .forEach(
                                        topology -> all.add(Arguments.of(name, option, topology))));
        return all;
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("networks")
    void gradientsAreThoseOfAutograd(
            String name, Consumer<EgnnConfig.Builder> option, Topology topology) {
        assertSameGradients(name, config(option), topology, 3);
    }

    /** One graph, whose receivers go to two threads. */
    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("networks")
    void gradientsOfOneGraphAreThoseOfAutograd(
            String name, Consumer<EgnnConfig.Builder> option, Topology topology) {
        assertSameGradients(name, config(option), topology, 1);
    }

    private static void assertSameGradients(
            String name, EgnnConfig config, Topology topology, int size) {
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, name.hashCode(), DataType.FLOAT64);
            GraphBatch batch = batch(manager, graphs, config, topology, size);
            Egnn network = graphs.filled(new Egnn(config, SHARING), batch);
            StateDict.names(network).values().forEach(p -> p.getArray().muli(0.5));
            for (boolean ofInputs : new boolean[] {false, true}) {
                List<NDArray> inputs =
                        Stream.of(batch.features(), batch.coordinates(), batch.velocities())
                                .toList();
                inputs.forEach(input -> input.setRequiresGradient(ofInputs));
                assertSameGradients(graphs, network, batch, ofInputs);
            }
        }
    }

    /**
     * Each of two threads has 4 graphs of 24 nodes with 23 messages of 128 features, or 40 nodes of
     * one graph with 79 messages: two pieces.
     */
    @ParameterizedTest(name = "{0} graphs of {1} nodes, {2}")
    @CsvSource({"8, 24, NONE", "1, 80, NONE", "8, 24, NEIGHBOR_MEAN", "1, 80, NEIGHBOR_MEAN"})
    void gradientsOfLargeGraphsAreThoseOfAutograd(int size, int nodes, CoordinateUpdate update) {
        assertThat(size * nodes * (nodes - 1) * 128).isGreaterThan(2 * MessageChunk.PER_THREAD);
        EgnnConfig config =
                EgnnConfig.builder()
                        .setFeatures(5, 128)
                        .optLayers(2)
                        .optInferredEdges(true)
                        .optCoordinateUpdate(update)
                        .optOutputs(Outputs.GRAPH)
                        .optOutputFeatures(1)
                        .build();
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 71, DataType.FLOAT64);
            GraphBatch batch = graphs.complete(size, nodes, 5, 3, 0).withVelocities(null);
            Egnn network = graphs.filled(new Egnn(config, SHARING), batch);
            StateDict.names(network).values().forEach(p -> p.getArray().muli(0.2));

            assertSameGradients(graphs, network, batch, false);
        }
    }

    /** Whose layers pull the coordinates to the origin. */
    @ParameterizedTest(name = "{0} graphs")
    @ValueSource(ints = {3, 1})
    void gradientsOfAnAutoencoderAreThoseOfAutograd(int size) {
        GraphAutoencoderConfig config = new GraphAutoencoderConfig(Encoder.EGNN, 3, 8, 4, 0.1);
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 75, DataType.FLOAT64);
            GraphBatch batch = graphs.complete(size, 6, 1, 4, 1).withVelocities(null);
            GraphAutoencoder network = graphs.filled(new GraphAutoencoder(config, SHARING), batch);
            StateDict.names(network).values().forEach(p -> p.getArray().muli(0.5));

            assertSameGradients(graphs, network, batch, false);
        }
    }

    @Test
    void eachThreadHasAReceiver() {
        JniUtils.setNumThreads(64);
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 76, DataType.FLOAT64);

            Split split = new BatchShares(1).split(graphs.complete(1, 6, 5, 3, 2), 1_000);

            assertThat(split).isEqualTo(new Split(6, true));
        }
    }

    @Test
    void aSharedBatchHasOneThreadPerOperationUntilTheTapeIsClosed() {
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 72, DataType.FLOAT64);
            GraphBatch batch = graphs.complete(3, 6, 5, 3, 2);
            Egnn network = graphs.filled(new Egnn(small(), SHARING), batch);
            Egnn large = graphs.filled(new Egnn(small()), batch);
            try (GradientTape tape = new GradientTape()) {
                large.forward(graphs.parameters(), batch.toNDList(), true);
                assertThat(JniUtils.getNumThreads()).as("too little to share").isEqualTo(2);
                network.forward(graphs.parameters(), batch.toNDList(), true);
                assertThat(JniUtils.getNumThreads()).isEqualTo(1);
            }
            assertThat(JniUtils.getNumThreads()).isEqualTo(2);
        }
    }

    /** As a loss on some of several networks, or accumulated gradients, need it. */
    @Test
    void aPassWaitsForItsOwnLoss() {
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 73, DataType.FLOAT64);
            GraphBatch batch = graphs.complete(3, 6, 5, 3, 2);
            Egnn first = graphs.filled(new Egnn(small(), SHARING), batch);
            Egnn second = graphs.filled(new Egnn(small(), SHARING), batch);
            NDArray weight = StateDict.names(first).values().iterator().next().getArray();
            try (GradientTape tape = new GradientTape()) {
                NDList a = first.forward(graphs.parameters(), batch.toNDList(), true);
                NDList b = second.forward(graphs.parameters(), batch.toNDList(), true);
                tape.backward(b.head().sin().sum());
                assertThat(weight.getGradient().toType(DataType.FLOAT64, false).abs().sum())
                        .satisfies(sum -> assertThat(sum.getDouble()).isZero());
                tape.backward(a.head().sin().sum());
                assertThat(weight.getGradient().abs().sum().getDouble()).isPositive();
            }
        }
    }

    /** The second network reads what the first one gives; nobody else holds on to it. */
    @Test
    void networksInARowOnOneTape() {
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 74, DataType.FLOAT64);
            GraphBatch batch = graphs.complete(3, 6, 5, 3, 2);
            Egnn first = graphs.filled(new Egnn(small(), SHARING), batch);
            GraphBatch between = batch.withFeatures(graphs.normal(new Shape(3, 6, 8)));
            EgnnConfig config =
                    EgnnConfig.builder()
                            .setFeatures(8, 8)
                            .optLayers(1)
                            .optEdgeAttributes(2)
                            .build();
            Egnn second = graphs.filled(new Egnn(config, SHARING), between);
            List<NDArray> weights = new ArrayList<>();
            StateDict.names(first).values().forEach(p -> weights.add(p.getArray()));
            StateDict.names(second).values().forEach(p -> weights.add(p.getArray()));
            List<NDList> both = new ArrayList<>();
            for (Supplier<GradientCollector> collectors :
                    List.<Supplier<GradientCollector>>of(
                            Engine.getInstance()::newGradientCollector, GradientTape::new)) {
                try (GradientCollector collector = collectors.get()) {
                    NDList middle = first.forward(graphs.parameters(), batch.toNDList(), true);
                    GraphBatch next =
                            batch.withFeatures(middle.get(0).mul(middle.get(0)))
                                    .withCoordinates(middle.get(1));
                    NDList out = second.forward(graphs.parameters(), next.toNDList(), true);
                    NDArray loss = out.get(0).sin().sum().add(out.get(1).sin().sum());
                    middle.close();
                    collector.backward(loss);
                }
                NDList gradients = new NDList();
                for (NDArray weight : weights) {
                    NDArray gradient = weight.getGradient();
                    gradients.add(gradient.duplicate());
                    gradient.subi(gradient.duplicate());
                }
                both.add(gradients);
            }
            for (int i = 0; i < weights.size(); i++) {
                assertThatArray(both.get(1).get(i)).isCloseTo(both.get(0).get(i), 1e-9, 1e-9);
            }
        }
    }

    private static void assertSameGradients(
            RandomGraphs graphs, Block network, GraphBatch batch, boolean ofInputs) {
        NDList expected =
                gradients(
                        Engine.getInstance()::newGradientCollector,
                        graphs,
                        network,
                        batch,
                        ofInputs);
        NDList actual = gradients(GradientTape::new, graphs, network, batch, ofInputs);
        assertThat(expected.stream().filter(g -> g.abs().max().getDouble() > 0).count())
                .isGreaterThan(expected.size() / 2);
        for (int i = 0; i < expected.size(); i++) {
            assertThatArray(actual.get(i)).isCloseTo(expected.get(i), 1e-10, 1e-10);
        }
    }

    static EgnnConfig config(Consumer<EgnnConfig.Builder> option) {
        EgnnConfig.Builder builder =
                EgnnConfig.builder().setFeatures(5, 8).optLayers(3).optEdgeAttributes(2);
        option.accept(builder);
        return builder.build();
    }

    private static EgnnConfig small() {
        return EgnnConfig.builder().setFeatures(5, 8).optLayers(2).optEdgeAttributes(2).build();
    }

    static GraphBatch batch(
            NDManager manager,
            RandomGraphs graphs,
            EgnnConfig config,
            Topology topology,
            int size) {
        GraphBatch batch = graphs.complete(size, 6, 5, 3, 2);
        int attributes = config.layer().nodeAttributes();
        if (attributes > 0) {
            batch = batch.withNodeAttributes(graphs.normal(new Shape(size, 6, attributes)));
        }
        return switch (topology) {
            case COMPLETE -> batch;
            case PADDED -> batch.withNodeMask(graphs.raggedMask(size, 6));
            case MASKED -> batch.withNeighbors(null, graphs.adjacency(size, 6));
            case NEIGHBORS -> {
                long[] senders = new long[size * 6 * 4];
                for (int slot = 0; slot < senders.length; slot++) {
                    senders[slot] = slot * 5L % 6;
                }
                yield batch.withEdgeAttributes(null)
                        .withNeighbors(
                                manager.create(senders, new Shape(size, 6, 4)),
                                graphs.adjacency(size, 6).get(":, :, :4"))
                        .withEdgeAttributes(graphs.normal(new Shape(size, 6, 4, 2)));
            }
        };
    }

    /** Of all parameters, and of h, x and v, for a loss that reads all outputs. */
    private static NDList gradients(
            Supplier<GradientCollector> collectors,
            RandomGraphs graphs,
            Block network,
            GraphBatch batch,
            boolean ofInputs) {
        try (GradientCollector collector = collectors.get()) {
            NDList input = batch.toNDList();
            NDArray loss = null;
            for (NDArray output : network.forward(graphs.parameters(), input, true)) {
                NDArray term = output.sin().sum();
                loss = loss == null ? term : loss.add(term);
            }
            collector.backward(loss);
        }
        List<NDArray> tensors = new ArrayList<>();
        StateDict.names(network).values().forEach(p -> tensors.add(p.getArray()));
        if (ofInputs) {
            tensors.addAll(batch.toNDList().subList(0, 3));
        }
        NDList gradients = new NDList();
        for (NDArray tensor : tensors) {
            // DJL gives float32 where no gradient has arrived.
            NDArray gradient = tensor.getGradient().toType(DataType.FLOAT64, false);
            gradients.add(gradient.duplicate());
            gradient.subi(gradient.duplicate());
        }
        return gradients;
    }
}

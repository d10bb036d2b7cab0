/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.autoencoder;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GoldenInputs;
import io.egnn.nn.GoldenModel;
import io.egnn.nn.RandomGraphs;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig.Encoder;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.training.ReconstructionLoss;
import io.egnn.weights.StateDict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphAutoencoderTest {

    private NDManager manager;
    private RandomGraphs graphs;

    static Stream<Arguments> kernels() {
        return Stream.of(
                Arguments.of("TorchScript", EgclKernel.torchScript()),
                Arguments.of("NDArray", EgclKernel.ndArray()));
    }

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 11, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void theReferencesProbabilitiesEmbeddingLossAndGradients(String name, EgclKernel kernel)
            throws IOException {
        GraphAutoencoder autoencoder =
                new GraphAutoencoder(
                        new GraphAutoencoderConfig(Encoder.EGNN, 2, 6, 3, 1e-3), kernel);
        NDArray noise = GoldenModel.sine(manager, 1, 0.8, 0.6, new Shape(1, 4, 3));
        NDArray adjacency =
                new GoldenInputs(manager).denseEdges(1, e -> Math.sin(0.7 * e + 0.1) > 0 ? 1 : 0);
        GraphBatch batch =
                GraphBatch.of(manager.ones(new Shape(1, 4, 1), DataType.FLOAT64), noise)
                        .withEdgeAttributes(adjacency);
        autoencoder.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        StateDict.names(autoencoder)
                .forEach((path, p) -> parameters.put(path.replace("encoder.", ""), p));
        GoldenModel golden = GoldenModel.named("AE_EGNN");
        golden.fill(parameters);
        parameters.get("w").getArray().set(new double[] {-0.1});
        parameters.get("b").getArray().set(new double[] {1});
        NDList labels = new NDList(adjacency.squeeze(3), offDiagonal(1, 4));
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList out = autoencoder.forward(graphs.parameters(), batch.toNDList(), true);
            NDArray bce = new ReconstructionLoss().evaluate(labels, out);
            collector.backward(bce);
            NDArray p = Activation.sigmoid(out.get(0)).mul(labels.get(1));
            NDArray pulled = noise.mean(new int[] {1}, true).mul(1 - Math.pow(1 - 1e-3, 2));
            golden.checkOutput(0, p.squeeze(0));
            golden.checkOutput(1, out.get(1).sub(pulled).squeeze(0));
            golden.checkScalar("bce_sum", bce);
            golden.checkGradients("grad_sums_of_bce", parameters);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void pointsThatFlyApartHaveFiniteGradients(String name, EgclKernel kernel) {
        GraphAutoencoder autoencoder =
                new GraphAutoencoder(new GraphAutoencoderConfig(Encoder.EGNN, 4, 8, 3, 0), kernel);
        RandomGraphs singles = new RandomGraphs(manager, 3, DataType.FLOAT32);
        NDArray adjacency = singles.adjacency(1, 6);
        GraphBatch batch =
                GraphBatch.of(
                                manager.ones(new Shape(1, 6, 1)),
                                singles.normal(new Shape(1, 6, 3)).mul(30))
                        .withEdgeAttributes(adjacency.expandDims(3));
        singles.filled(autoencoder, batch);
        Map<String, Parameter> parameters = StateDict.names(autoencoder);
        parameters.values().forEach(p -> p.getArray().muli(2));
        NDList labels = new NDList(adjacency, offDiagonal(1, 6).toType(DataType.FLOAT32, false));

        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList out = autoencoder.forward(singles.parameters(), batch.toNDList(), true);
            NDArray bce = new ReconstructionLoss().evaluate(labels, out);
            collector.backward(bce);

            // Four layers, in each of which a node moves by 100 at most.
            assertThat(out.get(1).sub(batch.coordinates()).abs().max().getFloat())
                    .isBetween(50f, 400f);
            parameters.forEach(
                    (path, p) ->
                            assertThat(p.getArray().getGradient().abs().sum().getFloat())
                                    .as(path)
                                    .isFinite());
        }
    }

    @ParameterizedTest(name = "{0} nodes, {1}")
    @CsvSource({
        "2, EGNN",
        "8, EGNN",
        "16, EGNN",
        "2, RADIAL_FIELD",
        "8, RADIAL_FIELD",
        "16, RADIAL_FIELD"
    })
    void movingTheNoiseMovesTheEmbeddingAndLeavesTheGraph(int nodes, Encoder encoder) {
        GraphBatch batch = batch(3, nodes, 8, true);
        GraphAutoencoder autoencoder = autoencoder(encoder, 8, batch);

        EquivarianceChecker.of(OutputKind.NODE_COORDINATES, OutputKind.NODE_INVARIANT)
                .check(
                        graph -> {
                            NDList out =
                                    autoencoder.forward(
                                            graphs.parameters(), graph.toNDList(), false);
                            return new NDList(out.get(1), rows(graph, out.get(0)));
                        },
                        batch)
                .orThrow(1e-10);
    }

    @ParameterizedTest(name = "n = {0}")
    @CsvSource({"2", "8", "16"})
    void equivarianceHoldsInEveryDimension(int dimension) {
        GraphBatch batch = batch(2, 5, dimension, false);
        GraphAutoencoder autoencoder = autoencoder(Encoder.EGNN, dimension, batch);

        EquivarianceChecker.of(OutputKind.NODE_COORDINATES)
                .check(
                        graph ->
                                new NDList(
                                        autoencoder
                                                .forward(
                                                        graphs.parameters(),
                                                        graph.toNDList(),
                                                        false)
                                                .get(1)),
                        batch)
                .orThrow(1e-10);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Encoder.class)
    void permutingNodesPermutesTheAnswer(Encoder encoder) {
        GraphBatch batch = batch(1, 5, encoder.isEquivariant() ? 8 : 1, false);
        GraphAutoencoder autoencoder = autoencoder(encoder, 8, batch);
        NDArray order = manager.create(new long[] {3, 0, 4, 1, 2});
        GraphBatch permuted =
                GraphBatch.of(batch.features(), batch.coordinates().get(":, {}", order))
                        .withEdgeAttributes(
                                batch.edgeAttributes().get(":, {}", order).get(":, :, {}", order));

        NDList out = predict(autoencoder, batch);
        NDList after = predict(autoencoder, permuted);

        assertThatArray(after.get(1)).isCloseTo(out.get(1).get(":, {}", order), 1e-12, 1e-12);
        assertThatArray(after.get(0))
                .isCloseTo(out.get(0).get(":, {}", order).get(":, :, {}", order), 1e-12, 1e-12);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Encoder.class)
    void aBatchIsWhatItsGraphsAreOneByOne(Encoder encoder) {
        GraphBatch batch = batch(3, 6, encoder.isEquivariant() ? 8 : 1, true);
        GraphAutoencoder autoencoder = autoencoder(encoder, 8, batch);
        NDList together = predict(autoencoder, batch);
        for (int b = 0; b < 3; b++) {
            int size = 6 - b;
            String rows = b + ":" + (b + 1) + ", :" + size;
            GraphBatch one =
                    GraphBatch.of(batch.features().get(rows), batch.coordinates().get(rows))
                            .withEdgeAttributes(batch.edgeAttributes().get(rows + ", :" + size));
            NDList alone = predict(autoencoder, one);
            assertThatArray(together.get(0).get(rows + ", :" + size))
                    .isCloseTo(alone.get(0), 1e-11, 1e-11);
            assertThatArray(together.get(1).get(rows)).isCloseTo(alone.get(1), 1e-11, 1e-11);
        }
    }

    /** The first one without a residual, also where h is as long before it as behind it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void anEncoderIsItsLayersOneAfterTheOther(String name, EgclKernel kernel) {
        assertEncoderIsItsLayers(kernel, 1, 6);
        assertEncoderIsItsLayers(kernel, 3, 6);
        assertEncoderIsItsLayers(kernel, 3, 1);
    }

    private void assertEncoderIsItsLayers(EgclKernel kernel, int layers, int features) {
        GraphBatch batch = batch(2, 5, 3, false);
        GraphAutoencoder autoencoder =
                graphs.filled(
                        new GraphAutoencoder(
                                new GraphAutoencoderConfig(Encoder.EGNN, layers, features, 3, 0),
                                kernel),
                        batch);

        GraphBatch state = batch;
        for (Pair<String, Block> layer : autoencoder.getChildren().values().get(0).getChildren()) {
            NDList out = layer.getValue().forward(graphs.parameters(), state.toNDList(), false);
            state = state.withFeatures(out.get(0)).withCoordinates(out.get(1));
        }

        assertThatArray(predict(autoencoder, batch).get(1))
                .isCloseTo(state.coordinates(), 1e-12, 1e-12);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Encoder.class)
    void anEmbeddingIsDecodedWithoutEncoding(Encoder encoder) {
        GraphBatch batch = batch(2, 5, encoder.isEquivariant() ? 8 : 1, false);
        GraphAutoencoder autoencoder = autoencoder(encoder, 8, batch);
        NDList out = predict(autoencoder, batch);

        NDList decoded = predict(autoencoder, embedded(out.get(1)));

        assertThatArray(decoded.get(0)).isCloseTo(out.get(0), 1e-11, 1e-11);
        assertThat(decoded.get(1)).isEqualTo(out.get(1));
    }

    private GraphBatch embedded(NDArray z) {
        Shape nodes = z.getShape().slice(0, 2);
        return GraphBatch.of(manager.create(nodes.add(0), z.getDataType()), z);
    }

    @Test
    void oneNodeAloneStaysWhereItBegan() {
        GraphBatch batch = batch(1, 1, 8, false);
        NDList out = predict(autoencoder(Encoder.EGNN, 8, batch), batch);

        assertThat(out.get(0).getShape()).isEqualTo(new Shape(1, 1, 1));
        assertThatArray(out.get(1)).isCloseTo(batch.coordinates(), 1e-12, 1e-12);
    }

    @Test
    void aGnnWithoutNoiseCannotTellSymmetricNodesApart() {
        float[] cycle = {0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0};
        GraphBatch batch =
                GraphBatch.of(
                                manager.ones(new Shape(1, 4, 1), DataType.FLOAT64),
                                graphs.normal(new Shape(1, 4, 1)))
                        .withEdgeAttributes(
                                manager.create(cycle, new Shape(1, 4, 4, 1))
                                        .toType(DataType.FLOAT64, false));

        NDArray blind = predict(autoencoder(Encoder.GNN, 8, batch), batch).get(1);
        NDArray seeing = predict(autoencoder(Encoder.NOISE_GNN, 8, batch), batch).get(1);

        assertThatArray(blind).isCloseTo(blind.get(":, :1").broadcast(1, 4, 8), 1e-12, 1e-12);
        assertThat(seeing.sub(seeing.get(":, :1")).abs().max().getDouble()).isGreaterThan(1e-3);
    }

    @ParameterizedTest(name = "{0}: {1} parameters")
    @CsvSource({
        "EGNN, 104642",
        "GNN, 88017",
        "NOISE_GNN, 88017",
        // Without the 192 that the reference has and never uses.
        "RADIAL_FIELD, 1026"
    })
    void parameterCountsAreThoseOfTheReference(Encoder encoder, long expected) {
        GraphAutoencoderConfig config = GraphAutoencoderConfig.paper(encoder);
        GraphAutoencoder autoencoder = config.newNetwork();
        GraphBatch batch = batch(1, 3, config.noiseDimension(), false);
        autoencoder.initialize(manager, DataType.FLOAT32, batch.toNDList().getShapes());

        Map<String, Parameter> parameters = StateDict.names(autoencoder);

        assertThat(parameters.values().stream().mapToLong(p -> p.getArray().size()).sum())
                .isEqualTo(expected);
        if (encoder.isEquivariant()) {
            assertThat(parameters.get("w").getArray().getFloat()).isEqualTo(-0.1f);
            assertThat(parameters.get("b").getArray().getFloat()).isEqualTo(1);
        } else {
            assertThat(parameters).containsKeys("fc_dec.weight", "encoder.fc_emb.bias");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Encoder.class)
    void savedParametersComeBack(Encoder encoder) throws Exception {
        GraphBatch batch = batch(2, 4, encoder.isEquivariant() ? 8 : 1, false);
        GraphAutoencoder autoencoder = autoencoder(encoder, 8, batch);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        autoencoder.saveParameters(new DataOutputStream(bytes));

        GraphAutoencoder same = autoencoder.config().newNetwork();
        same.loadParameters(
                manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(predict(same, batch).get(0)).isEqualTo(predict(autoencoder, batch).get(0));
    }

    @Test
    void aBatchOfOtherLengthsIsRefused() {
        GraphBatch batch = batch(1, 4, 8, false);
        GraphAutoencoder autoencoder = autoencoder(Encoder.EGNN, 8, batch);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(autoencoder, batch(1, 4, 3, false)))
                .withMessage("x must have 8 entries on its last axis, got (1, 4, 3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(autoencoder, embedded(manager.zeros(new Shape(1, 4, 3)))))
                .withMessageContaining("x without h, an embedding, must have 8 entries");
        // Without the graph there is nothing to encode, and noise is not an embedding.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(autoencoder, batch.withEdgeAttributes(null)))
                .withMessage("a must have 1 entries on its last axis, got none");
        NDArray listed = manager.zeros(new Shape(1, 4, 4), DataType.INT64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(autoencoder, batch.withNeighbors(listed, null)))
                .withMessage("an autoencoder needs complete graphs, the batch has neighbours");
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphAutoencoderConfig(Encoder.GNN, 0, 64, 8, 0))
                .withMessage("layers must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphAutoencoderConfig(Encoder.GNN, 4, 64, 8, 1))
                .withMessage("pull must be at least 0 and below 1, got 1.0");
    }

    private GraphBatch batch(int count, int nodes, int dimension, boolean ragged) {
        GraphBatch batch =
                GraphBatch.of(
                                manager.ones(new Shape(count, nodes, 1), DataType.FLOAT64),
                                graphs.normal(new Shape(count, nodes, dimension)))
                        .withEdgeAttributes(graphs.adjacency(count, nodes).expandDims(3));
        return ragged ? batch.withNodeMask(graphs.raggedMask(count, nodes)) : batch;
    }

    private GraphAutoencoder autoencoder(Encoder encoder, int embedding, GraphBatch batch) {
        GraphAutoencoder autoencoder =
                new GraphAutoencoder(new GraphAutoencoderConfig(encoder, 4, 8, embedding, 1e-3));
        return graphs.filled(autoencoder, batch);
    }

    private static NDList predict(GraphAutoencoder autoencoder, GraphBatch batch) {
        ParameterStore store = new ParameterStore(batch.coordinates().getManager(), false);
        return autoencoder.forward(store, batch.toNDList(), false);
    }

    /** Sums over the rows of s that change if any entry does, and not if columns are permuted. */
    private static NDArray rows(GraphBatch graph, NDArray s) {
        NDArray others = offDiagonal(s.getManager(), 1, (int) s.getShape().get(1));
        NDArray mask = graph.nodeMask();
        NDArray counted = mask == null ? others : others.mul(mask.expandDims(1));
        NDArray kept = s.mul(counted);
        NDArray joined = kept.mul(graph.edgeAttributes().squeeze(3));
        int[] columns = {2};
        return kept.sum(columns, true)
                .concat(kept.square().sum(columns, true), 2)
                .concat(joined.sum(columns, true), 2);
    }

    private NDArray offDiagonal(int count, int nodes) {
        return offDiagonal(manager, count, nodes);
    }

    private static NDArray offDiagonal(NDManager manager, int count, int nodes) {
        return manager.ones(new Shape(count, nodes, nodes), DataType.FLOAT64)
                .sub(manager.eye(nodes, nodes, 0, DataType.FLOAT64));
    }
}

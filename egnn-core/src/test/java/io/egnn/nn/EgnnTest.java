/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.util.JsonUtils;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.equivariance.RoundingTolerance;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import io.egnn.graph.NeighborList;
import io.egnn.graph.NeighborTensors;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.baseline.TensorFieldConfig;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.weights.StateDict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The network: symmetry, padding, saved configurations, threads, large graphs. */
class EgnnTest {

    private static final EgnnConfig PARTICLES =
            EgnnConfig.builder()
                    .setFeatures(2, 16)
                    .optEdgeAttributes(2)
                    .optVelocity(VelocityForm.RECURSIVE)
                    .build();

    private NDManager manager;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest(name = "n = {0}")
    @ValueSource(ints = {2, 3, 8})
    void aNetworkIsEquivariantInFloat64(int dimension) {
        RandomGraphs graphs = new RandomGraphs(manager, dimension, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(3, 5, 2, dimension, 2);
        Egnn network = calm(graphs, PARTICLES, batch);
        EquivarianceChecker.of(
                        OutputKind.NODE_INVARIANT,
                        OutputKind.NODE_COORDINATES,
                        OutputKind.NODE_VECTOR)
                .check(network, batch)
                .orThrow(1e-10);
    }

    @Test
    void inFloat32TheViolationStaysWithinRounding() {
        RandomGraphs graphs = new RandomGraphs(manager, 1, DataType.FLOAT32);
        GraphBatch batch = graphs.complete(3, 5, 2, 3, 2);
        Egnn network = calm(graphs, PARTICLES, batch);
        // Longest chain of sums: 4 layers of products over 2 * 16 + 3 and 16 terms and sums over 4
        // neighbours. The condition number is stated, not derived: coordinates move by less than
        // their own size here, and a layer's Jacobian has a norm of a few.
        double tolerance = RoundingTolerance.of(DataType.FLOAT32, 4 * (35 + 5 * 16 + 4), 8);
        EquivarianceChecker.of(
                        OutputKind.NODE_INVARIANT,
                        OutputKind.NODE_COORDINATES,
                        OutputKind.NODE_VECTOR)
                .check(network, batch)
                .orThrow(tolerance);
        assertThat(tolerance).isLessThan(2e-4);
    }

    @Test
    void aBatchIsWhatItsGraphsAreOneByOne() {
        RandomGraphs graphs = new RandomGraphs(manager, 2, DataType.FLOAT64);
        NDList[] samples = new NDList[4];
        for (int i = 0; i < samples.length; i++) {
            NDList list = graphs.complete(1, 1 + 2 * i, 2, 3, 2).toNDList();
            samples[i] = new NDList();
            for (NDArray array : list) {
                samples[i].add(array.size() == 0 ? array : array.squeeze(0));
            }
        }
        NDList batch = new GraphBatchifier().batchify(samples);
        Egnn network = calm(graphs, PARTICLES, GraphBatch.of(batch));
        NDList together = network.forward(graphs.parameters(), batch, false);
        for (int i = 0; i < samples.length; i++) {
            int nodes = 1 + 2 * i;
            NDList alone = new GraphBatchifier().batchify(new NDList[] {samples[i]});
            NDList expected = network.forward(graphs.parameters(), alone, false);
            for (int output = 0; output < 3; output++) {
                NDArray rows = together.get(output).get(i + ", 0:" + nodes);
                assertThatArray(rows).isCloseTo(expected.get(output).squeeze(0), 1e-10, 1e-10);
            }
        }
        assertThat(together.get(0).get("0, 1:").abs().max().getDouble()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = VelocityForm.class,
            names = {"NONE", "INITIAL"})
    void whatNoLayerChangesHasMemoryOfItsOwn(VelocityForm velocity) {
        RandomGraphs graphs = new RandomGraphs(manager, 8, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(2, 5, 2, 3, 0);
        EgnnConfig.Builder config = EgnnConfig.builder().setFeatures(2, 8).optVelocity(velocity);
        if (velocity == VelocityForm.NONE) {
            config.optCoordinateUpdate(CoordinateUpdate.NONE);
        }
        Egnn network = graphs.filled(new Egnn(config.build()), batch);
        for (boolean training : new boolean[] {false, true}) {
            NDList out = network.forward(graphs.parameters(), batch.toNDList(), training);
            double[][] before = {out.get(1).toDoubleArray(), out.get(2).toDoubleArray()};
            batch.coordinates().muli(-2);
            batch.velocities().muli(-2);
            assertThat(out.get(1).toDoubleArray()).containsExactly(before[0]);
            assertThat(out.get(2).toDoubleArray()).containsExactly(before[1]);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = VelocityForm.class,
            names = {"INITIAL", "RECURSIVE"})
    void anOutputIsTheSameWhateverElseIsRead(VelocityForm velocity) {
        RandomGraphs graphs = new RandomGraphs(manager, 9, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(2, 5, 2, 3, 0);
        EgnnConfig.Builder config = EgnnConfig.builder().setFeatures(2, 8).optVelocity(velocity);
        Egnn all = graphs.filled(new Egnn(config.build()), batch);
        for (boolean training : new boolean[] {false, true}) {
            NDList expected = all.forward(graphs.parameters(), batch.toNDList(), training);
            for (Outputs outputs : List.of(Outputs.FEATURES, Outputs.COORDINATES)) {
                Egnn one = graphs.filled(new Egnn(config.optOutputs(outputs).build()), batch);
                RandomGraphs.copyParameters(all, one);
                NDList actual = one.forward(graphs.parameters(), batch.toNDList(), training);
                assertThat(actual).hasSize(1);
                assertThatArray(actual.head())
                        .isCloseTo(expected.get(outputs == Outputs.FEATURES ? 0 : 1), 1e-12, 1e-12);
            }
        }
    }

    @Test
    void graphOutputsAreInvariant() {
        EgnnConfig config =
                EgnnConfig.builder()
                        .setFeatures(5, 12)
                        .optInferredEdges(true)
                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                        .optOutputs(Outputs.GRAPH)
                        .optOutputFeatures(3)
                        .build();
        RandomGraphs graphs = new RandomGraphs(manager, 6, DataType.FLOAT64);
        GraphBatch batch =
                graphs.complete(3, 7, 5, 3, 0)
                        .withVelocities(null)
                        .withNodeMask(graphs.raggedMask(3, 7));
        Egnn network = calm(graphs, config, batch);
        EquivarianceChecker.of(OutputKind.GRAPH_INVARIANT).check(network, batch).orThrow(1e-10);
        NDList out = network.forward(graphs.parameters(), batch.toNDList(), false);
        assertThat(out.head().getShape()).isEqualTo(new Shape(3, 3));
    }

    @Test
    void parameterCountsAreThoseOfTheReference() {
        EgnnConfig particles =
                EgnnConfig.builder()
                        .setFeatures(1, 64)
                        .optEdgeAttributes(2)
                        .optVelocity(VelocityForm.INITIAL)
                        .optOutputs(Outputs.COORDINATES)
                        .build();
        EgnnConfig molecules =
                EgnnConfig.builder()
                        .setFeatures(15, 128)
                        .optLayers(7)
                        .optInferredEdges(true)
                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                        .optOutputs(Outputs.GRAPH)
                        .optOutputFeatures(1)
                        .build();
        assertThat(parameters(particles)).isEqualTo(134_020);
        assertThat(parameters(molecules)).isEqualTo(745_224);
    }

    private long parameters(EgnnConfig config) {
        Egnn network = new Egnn(config);
        network.initialize(
                manager,
                DataType.FLOAT32,
                new Shape(1, 1, config.inputFeatures()),
                new Shape(1, 1, 3));
        return StateDict.names(network).values().stream().mapToLong(p -> p.getArray().size()).sum();
    }

    @Test
    void sharedLayersAreOneLayerAppliedAgain() {
        EgnnConfig shared =
                EgnnConfig.builder()
                        .setFeatures(2, 8)
                        .optLayers(3)
                        .optSharedLayers(true)
                        .optEdgeAttributes(2)
                        .optVelocity(VelocityForm.RECURSIVE)
                        .build();
        RandomGraphs graphs = new RandomGraphs(manager, 9, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(2, 4, 2, 3, 2);
        Egnn network = calm(graphs, shared, batch);
        EgnnConfig single =
                EgnnConfig.builder()
                        .setFeatures(2, 8)
                        .optLayers(1)
                        .optEdgeAttributes(2)
                        .optVelocity(VelocityForm.RECURSIVE)
                        .build();
        assertThat(StateDict.names(network).keySet())
                .isEqualTo(StateDict.names(calm(graphs, single, batch)).keySet());
        GraphBatch state = batch;
        NDArray h =
                batch.features()
                        .matMul(parameter(network, "embedding.weight").transpose())
                        .add(parameter(network, "embedding.bias"));
        for (int i = 0; i < 3; i++) {
            NDList next =
                    network.layers()
                            .get(i)
                            .forward(
                                    graphs.parameters(),
                                    GraphBatch.of(h, state.coordinates())
                                            .withVelocities(state.velocities())
                                            .withEdgeAttributes(batch.edgeAttributes())
                                            .toNDList(),
                                    false);
            h = next.get(0);
            state = state.withCoordinates(next.get(1)).withVelocities(next.get(2));
        }
        NDList out = network.forward(graphs.parameters(), batch.toNDList(), false);
        assertThatArray(out.get(0)).isCloseTo(h, 1e-13, 1e-13);
        assertThatArray(out.get(1)).isCloseTo(state.coordinates(), 1e-13, 1e-13);
    }

    private static NDArray parameter(Egnn network, String name) {
        return StateDict.names(network).get(name).getArray();
    }

    @Test
    void savedParametersComeBackAndThoseOfAnotherConfigurationAreRefused() throws Exception {
        RandomGraphs graphs = new RandomGraphs(manager, 3, DataType.FLOAT32);
        GraphBatch batch = graphs.complete(2, 4, 2, 3, 2);
        Egnn network = calm(graphs, PARTICLES, batch);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        network.saveParameters(new DataOutputStream(bytes));

        Egnn same = new Egnn(PARTICLES);
        same.loadParameters(manager, stream(bytes));
        assertThat(same.isInitialized()).isTrue();
        NDArray before = network.forward(graphs.parameters(), batch.toNDList(), false).get(1);
        NDArray after = same.forward(graphs.parameters(), batch.toNDList(), false).get(1);
        assertThat(after.toFloatArray()).isEqualTo(before.toFloatArray());

        Egnn narrow =
                new Egnn(
                        EgnnConfig.builder()
                                .setFeatures(2, 8)
                                .optEdgeAttributes(2)
                                .optVelocity(VelocityForm.RECURSIVE)
                                .build());
        assertThatThrownBy(() -> narrow.loadParameters(manager, stream(bytes)))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("another configuration")
                .hasMessageContaining("\"hiddenFeatures\":16");
    }

    private static DataInputStream stream(ByteArrayOutputStream bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void aConfigurationSurvivesJson() {
        String json = JsonUtils.GSON.toJson(PARTICLES);
        assertThat(JsonUtils.GSON.fromJson(json, EgnnConfig.class)).isEqualTo(PARTICLES);
    }

    @Test
    void configurationsThatCannotWorkAreErrors() {
        assertThatThrownBy(() -> EgnnConfig.builder().setFeatures(0, 8).build())
                .hasMessage("inputFeatures must be at least 1, got 0");
        assertThatThrownBy(() -> EgnnConfig.builder().setFeatures(1, 8).optLayers(0).build())
                .hasMessage("layers must be at least 1, got 0");
        assertThatThrownBy(() -> EgnnConfig.builder().setFeatures(1, 8).optLayers(1001).build())
                .hasMessage("layers must be at most 1000, got 1001");
        assertThatThrownBy(() -> EgnnConfig.builder().setFeatures(1, 65_537).build())
                .hasMessage("inputFeatures must be at most 65536, got 65537");
        assertThatThrownBy(() -> new TensorFieldConfig(1, 16, 17, 4, 32))
                .hasMessage("degrees must be at most 16, got 17");
        assertThatThrownBy(
                        () ->
                                EgnnConfig.builder()
                                        .setFeatures(1, 8)
                                        .optOutputs(Outputs.GRAPH)
                                        .build())
                .hasMessageContaining("at least one output feature");
        assertThatThrownBy(
                        () ->
                                EgnnConfig.builder()
                                        .setFeatures(1, 8)
                                        .optOutputs(Outputs.COORDINATES)
                                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                                        .build())
                .hasMessageContaining("need layers that move coordinates");
    }

    @Test
    void predictionRecordsNothingOnAnyThread() {
        RandomGraphs graphs = new RandomGraphs(manager, 3, DataType.FLOAT32);
        GraphBatch batch = graphs.complete(2, 4, 2, 3, 2);
        for (EgclKernel kernel : List.of(EgclKernel.torchScript(), EgclKernel.ndArray())) {
            Egnn network = graphs.filled(new Egnn(PARTICLES, kernel), batch);
            for (boolean training : new boolean[] {false, true}) {
                boolean recorded =
                        CompletableFuture.supplyAsync(
                                        () -> recordsOnThisThread(graphs, network, batch, training))
                                .join();
                assertThat(recorded).isEqualTo(training);
            }
        }
    }

    private static boolean recordsOnThisThread(
            RandomGraphs graphs, Egnn network, GraphBatch batch, boolean training) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            NDArray sum =
                    network.forward(graphs.parameters(), batch.toNDList(), training).get(1).sum();
            try (GradientCollector collector =
                    sum.getManager().getEngine().newGradientCollector()) {
                collector.backward(sum);
                return true;
            } catch (EngineException e) {
                assertThat(e).hasMessageContaining("does not require grad");
                return false;
            }
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    @Test
    void aLargeGraphIsComputedInPiecesWithTheSameResult() {
        RandomGraphs graphs = new RandomGraphs(manager, 12, DataType.FLOAT64);
        int nodes = 3000;
        GraphBatch points = graphs.complete(1, nodes, 2, 3, 0).withVelocities(null);
        NeighborList list =
                NeighborList.nearest(16).search(points.coordinates().toDoubleArray(), 3);
        NeighborTensors tensors = NeighborTensors.ofBatch(manager, DataType.FLOAT64, List.of(list));
        GraphBatch batch = points.withNeighbors(tensors.indices(), tensors.mask());
        EgnnConfig config = EgnnConfig.builder().setFeatures(2, 16).optLayers(2).build();
        Egnn fast = calm(graphs, config, batch);
        Egnn readable = new Egnn(config, EgclKernel.ndArray());
        readable.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        RandomGraphs.copyParameters(fast, readable);
        // 3000 * 16 * 16 elements are more than one piece holds in inference.
        NDList a = fast.forward(graphs.parameters(), batch.toNDList(), false);
        NDList b = readable.forward(graphs.parameters(), batch.toNDList(), false);
        for (int i = 0; i < 2; i++) {
            assertThatArray(a.get(i)).isCloseTo(b.get(i), 1e-11, 1e-11);
        }
    }

    /**
     * A network whose random weights are small enough that coordinates stay near where they were.
     */
    private Egnn calm(RandomGraphs graphs, EgnnConfig config, GraphBatch batch) {
        Egnn network = graphs.filled(new Egnn(config), batch);
        StateDict.names(network).values().forEach(p -> p.getArray().muli(0.5));
        return network;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.GoldenModel;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.testing.ArrayAssert;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transcription against the reference's own values, and against this library. */
class ReferenceNetworkTest {

    private NDManager manager;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void particlesHaveTheReferencesValues() throws IOException {
        EgnnConfig config =
                EgnnConfig.builder()
                        .setFeatures(1, 6)
                        .optLayers(2)
                        .optEdgeAttributes(2)
                        .optVelocity(VelocityForm.INITIAL)
                        .optOutputs(Outputs.COORDINATES)
                        .build();
        NDArray h = GoldenModel.sine(manager, 1, 0.5, 0.2, new Shape(1, 4, 3)).get(":, :, 0:1");
        GraphBatch batch =
                GraphBatch.of(h, positions(1, 4))
                        .withVelocities(GoldenModel.sine(manager, 1, 1.3, 0.4, new Shape(1, 4, 3)))
                        .withEdgeAttributes(edgeAttributes());
        check("nbody_EGNN_vel", config, batch);
    }

    @Test
    void cleanNetworkHasTheReferencesValues() throws IOException {
        EgnnConfig config =
                EgnnConfig.builder()
                        .setFeatures(3, 6)
                        .optLayers(2)
                        .optOutputFeatures(2)
                        .optEdgeAttributes(2)
                        .build();
        GraphBatch batch =
                GraphBatch.of(
                                GoldenModel.sine(manager, 1, 0.5, 0.2, new Shape(1, 4, 3)),
                                positions(1, 4))
                        .withEdgeAttributes(edgeAttributes());
        check("clean_EGNN_2layer", config, batch);
    }

    @ParameterizedTest(name = "inferred edges {0}")
    @ValueSource(booleans = {false, true})
    void moleculesHaveTheReferencesValues(boolean inferredEdges) throws IOException {
        EgnnConfig config =
                EgnnConfig.builder()
                        .setFeatures(15, 6)
                        .optLayers(2)
                        .optInferredEdges(inferredEdges)
                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                        .optOutputs(Outputs.GRAPH)
                        .optOutputFeatures(1)
                        .build();
        double[] features = new double[2 * 3 * 15];
        int[][] species = {{1, 0, -1}, {3, 0, 0}};
        double[] charges = {1, 6, 7, 8, 9};
        for (int atom = 0; atom < 6; atom++) {
            int s = species[atom / 3][atom % 3];
            for (int power = 0; s >= 0 && power < 3; power++) {
                features[atom * 15 + 3 * s + power] = Math.pow(charges[s] / 9, power);
            }
        }
        GraphBatch batch =
                GraphBatch.of(manager.create(features, new Shape(2, 3, 15)), positions(2, 3))
                        .withNodeMask(
                                manager.create(new double[] {1, 1, 0, 1, 1, 1}, new Shape(2, 3)));
        check(inferredEdges ? "QM9_EGNN_att1" : "QM9_EGNN_att0", config, batch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbody", "molecules", "points:200"})
    void bothSidesPredictTheSameFromTheReferencesBatch(String workload) {
        Workload samples = Workload.named(workload);
        GraphBatch single = samples.batches(Side.REFERENCE, manager).get(0);
        GraphBatch batch = GraphBatch.of(inFloat64(single.toNDList()));
        Egnn network = new Egnn(samples.config());
        network.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        NDList ours = network.forward(new ParameterStore(manager, false), batch.toNDList(), false);
        try (ReferenceNetwork reference = new ReferenceNetwork(network, manager)) {
            NDList theirs = reference.forward(EdgeList.of(batch), false);
            for (int i = 0; i < ours.size(); i++) {
                ArrayAssert.assertThatArray(theirs.get(i).reshape(ours.get(i).getShape()))
                        .isCloseTo(ours.get(i), 1e-10, 1e-12);
            }
        }
    }

    @Test
    void layersThatTheReferenceHasNotAreRefused() {
        EgnnConfig config = EgnnConfig.builder().setFeatures(1, 4).optTanh(true).build();
        Egnn network = new Egnn(config);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 1), new Shape(1, 3, 3));
        assertThatThrownBy(() -> new ReferenceNetwork(network, manager))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tanh=true");
    }

    private static NDList inFloat64(NDList list) {
        NDList converted = new NDList();
        for (NDArray array : list) {
            converted.add(
                    array.getDataType() == DataType.FLOAT32
                            ? array.toType(DataType.FLOAT64, false)
                            : array);
        }
        return converted;
    }

    private void check(String entry, EgnnConfig config, GraphBatch batch) throws IOException {
        Egnn network = new Egnn(config);
        network.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        GoldenModel golden = GoldenModel.named(entry);
        golden.fill(network);
        EdgeList edges = EdgeList.of(batch);
        try (ReferenceNetwork reference = new ReferenceNetwork(network, manager);
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList outputs = reference.forward(edges, true);
            List<NDArray> squares = outputs.stream().map(y -> y.square().sum()).toList();
            NDArray sum = NDArrays.stack(new NDList(squares)).sum();
            collector.backward(sum);
            for (int i = 0; i < outputs.size(); i++) {
                golden.checkOutput(i, outputs.get(i));
            }
            golden.checkScalar("sum_of_squares", sum);
            golden.checkGradients("grad_sums_of_sum_of_squares", asParameters(reference));
            golden.checkOutput(0, reference.forward(edges, false).get(0));
        }
    }

    private static Map<String, Parameter> asParameters(ReferenceNetwork network) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        network.names()
                .forEach(
                        (name, array) ->
                                parameters.put(
                                        name,
                                        Parameter.builder()
                                                .setName(name)
                                                .setType(Parameter.Type.OTHER)
                                                .optArray(array)
                                                .build()));
        return parameters;
    }

    private NDArray positions(int graphs, int nodes) {
        return GoldenModel.sine(manager, 1.5, 0.9, -0.3, new Shape(graphs, nodes, 3));
    }

    /** Two attributes of each edge (i, j), i outer, j inner, j != i, in a dense tensor. */
    private NDArray edgeAttributes() {
        double[] dense = new double[4 * 4 * 2];
        int e = 0;
        for (int slot = 0; slot < 16; slot++) {
            for (int k = 0; slot / 4 != slot % 4 && k < 2; k++) {
                dense[2 * slot + k] = Math.sin(0.7 * e++ + 0.1);
            }
        }
        return manager.create(dense, new Shape(1, 4, 4, 2));
    }
}

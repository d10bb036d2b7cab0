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
import io.egnn.nn.GoldenInputs;
import io.egnn.nn.GoldenModel;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.baseline.Persistence;
import io.egnn.nn.baseline.RadialFieldConfig;
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
    void particlesHaveTheReferencesValues() throws IOException {
        check("nbody_EGNN_vel", GoldenInputs.particleNetwork(), inputs.particles());
    }

    @Test
    void cleanNetworkHasTheReferencesValues() throws IOException {
        check("clean_EGNN_2layer", GoldenInputs.cleanNetwork(), inputs.fourNodes());
    }

    @Test
    void baselinesHaveTheReferencesValues() throws IOException {
        check("nbody_GNN", new GnnConfig(6, 6, 2, 1, 3), inputs.statesAsFeatures());
        check("nbody_RF_vel", RadialFieldConfig.withVelocities(6, 2, 2), inputs.particles());
    }

    @ParameterizedTest(name = "inferred edges {0}")
    @ValueSource(booleans = {false, true})
    void moleculesHaveTheReferencesValues(boolean inferredEdges) throws IOException {
        check(
                inferredEdges ? "QM9_EGNN_att1" : "QM9_EGNN_att0",
                GoldenInputs.moleculeNetwork(inferredEdges),
                inputs.molecules());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbody", "gnn", "rf", "molecules", "points:200"})
    void bothSidesPredictTheSameFromTheReferencesBatch(String workload) {
        Workload samples = Workload.named(workload);
        GraphBatch single = samples.batches(Side.REFERENCE, manager).get(0);
        GraphBatch batch = GraphBatch.of(inFloat64(single.toNDList()));
        GraphNetwork<?> network = samples.config().newNetwork();
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

    @Test
    void networksThatTheReferenceHasNotAreRefused() {
        assertThatThrownBy(() -> ReferenceText.of(new Persistence.Config()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no network Config");
        assertThatThrownBy(
                        () -> ReferenceText.of(new RadialFieldConfig(4, 2, 2, true, true, 0, 0.1)))
                .hasMessageContaining("decay=0.1");
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

    private void check(String entry, NetworkConfig config, GraphBatch batch) throws IOException {
        GraphNetwork<?> network = config.newNetwork();
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
}

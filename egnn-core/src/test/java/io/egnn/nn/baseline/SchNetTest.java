/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.util.JsonUtils;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import io.egnn.nn.RandomGraphs;
import io.egnn.weights.StateDict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SchNet: symmetry, padding, neighbour lists, gradients, small cases by hand. */
class SchNetTest {

    private static final SchNetConfig CONFIG = new SchNetConfig(3, 8, 3, 6, 3.5, 2);

    private NDManager manager;
    private RandomGraphs graphs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 9, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest(name = "n = {0}")
    @ValueSource(ints = {2, 3, 8})
    void itIsInvariant(int dimension) {
        GraphBatch batch =
                graphs.complete(3, 5, 3, dimension, 0).withNodeMask(graphs.raggedMask(3, 5));
        SchNet network = graphs.filled(new SchNet(CONFIG), batch);
        EquivarianceChecker.of(OutputKind.GRAPH_INVARIANT).check(network, batch).orThrow(1e-9);
    }

    @Test
    void twoAtomsAddUpToWhatTheEquationsSay() {
        // All weights 0.5, one feature (two inside), Gaussians at 0 and 4, distance 1.
        SchNetConfig config = new SchNetConfig(1, 2, 1, 2, 4, 1);
        GraphBatch batch = two(1);
        SchNet network = constant(config, batch);
        double h = 0.5 + 0.5;
        double gaussians = Math.exp(-0.5 / 16) + Math.exp(-0.5 * 9 / 16);
        double hidden = ssp(0.5 * gaussians + 0.5);
        double filter = (Math.cos(Math.PI / 4) + 1) / 2 * (0.5 * 2 * hidden + 0.5);
        double message = filter * (0.5 * 2 * h + 0.5);
        double updated = h + 0.5 * 2 * ssp(0.5 * 2 * message + 0.5) + 0.5;
        double node = 0.5 * ssp(0.5 * 2 * updated + 0.5) + 0.5;
        assertThat(BaselineChecks.predict(network, batch).toDoubleArray()[0])
                .isCloseTo(2 * node, within(1e-14));
    }

    @Test
    void anAtomBeyondTheCutOffIsAsIfAlone() {
        SchNetConfig config = new SchNetConfig(1, 2, 1, 2, 4, 1);
        SchNet network = constant(config, two(1));
        double updated = 1 + 0.5 * 2 * ssp(0.5) + 0.5;
        double node = 0.5 * ssp(0.5 * 2 * updated + 0.5) + 0.5;
        for (double distance : new double[] {4, 4.5, 1e6}) {
            assertThat(BaselineChecks.predict(network, two(distance)).toDoubleArray()[0])
                    .isCloseTo(2 * node, within(1e-14));
        }
        GraphBatch single =
                GraphBatch.of(
                        manager.ones(new Shape(1, 1, 1), DataType.FLOAT64),
                        manager.zeros(new Shape(1, 1, 3), DataType.FLOAT64));
        assertThat(BaselineChecks.predict(network, single).toDoubleArray()[0])
                .isCloseTo(node, within(1e-14));
    }

    @Test
    void theCutOffIsSmooth() {
        SchNet network = constant(new SchNetConfig(1, 2, 1, 2, 4, 1), two(1));
        double inside = BaselineChecks.predict(network, two(4 - 1e-4)).toDoubleArray()[0];
        double outside = BaselineChecks.predict(network, two(4 + 1e-4)).toDoubleArray()[0];
        assertThat(inside).isCloseTo(outside, within(1e-7));
    }

    @Test
    void aBatchIsWhatItsGraphsAreOneByOne() {
        NDList[] samples = new NDList[4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = new NDList();
            for (NDArray array : graphs.complete(1, 1 + 2 * i, 3, 3, 0).toNDList()) {
                samples[i].add(array.size() == 0 ? array : array.squeeze(0));
            }
        }
        GraphBatch batch = GraphBatch.of(new GraphBatchifier().batchify(samples));
        assertThat(batch.nodeMask()).isNotNull();
        SchNet network = graphs.filled(new SchNet(CONFIG), batch);
        NDArray together = BaselineChecks.predict(network, batch);
        for (int i = 0; i < samples.length; i++) {
            NDList alone = new GraphBatchifier().batchify(new NDList[] {samples[i]});
            assertThatArray(together.get(i))
                    .isCloseTo(
                            BaselineChecks.predict(network, GraphBatch.of(alone)).squeeze(0),
                            1e-11,
                            1e-11);
        }
    }

    @Test
    void neighborListsSayWhatCompleteGraphsSay() {
        BaselineChecks.neighborListsSayWhatCompleteGraphsSay(
                manager, graphs, new SchNet(CONFIG), 3, 1);
    }

    @Test
    void singlePrecisionPredictionAgreesWithDouble() {
        GraphBatch batch = graphs.complete(3, 6, 3, 3, 0).withNodeMask(graphs.raggedMask(3, 6));
        SchNet network = graphs.filled(new SchNet(CONFIG), batch);
        SchNet single = new SchNet(CONFIG);
        single.initialize(manager, DataType.FLOAT32, batch.toNDList().getShapes());
        StateDict.names(network)
                .forEach(
                        (name, parameter) ->
                                StateDict.names(single)
                                        .get(name)
                                        .getArray()
                                        .set(
                                                parameter
                                                        .getArray()
                                                        .toType(DataType.FLOAT32, true)
                                                        .toFloatArray()));
        GraphBatch rounded =
                GraphBatch.of(
                                batch.features().toType(DataType.FLOAT32, true),
                                batch.coordinates().toType(DataType.FLOAT32, true))
                        .withNodeMask(batch.nodeMask().toType(DataType.FLOAT32, true));
        assertThatArray(BaselineChecks.predict(single, rounded))
                .isCloseTo(BaselineChecks.predict(network, batch), 1e-5, 1e-5);
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 0).withNodeMask(graphs.raggedMask(2, 4));
        SchNet network = graphs.filled(new SchNet(CONFIG), batch);
        BaselineChecks.gradientsAreThoseOfFiniteDifferences(network, batch);
    }

    @Test
    void coincidingPointsHaveFiniteGradients() {
        NDArray x = manager.zeros(new Shape(1, 3, 3), DataType.FLOAT64);
        GraphBatch batch = graphs.complete(1, 3, 3, 3, 0).withCoordinates(x);
        SchNet network = graphs.filled(new SchNet(CONFIG), batch);
        x.setRequiresGradient(true);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray out = network.forward(graphs.parameters(), batch.toNDList(), true).head();
            collector.backward(out.sum());
        }
        assertThat(x.getGradient().toDoubleArray()).containsOnly(0);
        for (Parameter parameter : StateDict.names(network).values()) {
            assertThat(parameter.getArray().getGradient().isNaN().any().getBoolean()).isFalse();
        }
    }

    @Test
    void savedParametersComeBackAndAConfigurationSurvivesJson() throws Exception {
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 0);
        SchNet network = graphs.filled(new SchNet(CONFIG), batch);
        BaselineChecks.savedParametersComeBack(network, batch);
        String json = JsonUtils.GSON.toJson(CONFIG);
        assertThat(JsonUtils.GSON.fromJson(json, SchNetConfig.class)).isEqualTo(CONFIG);
    }

    @Test
    void whatCannotWorkIsAnError() {
        assertThatThrownBy(() -> new SchNetConfig(3, 1, 3, 6, 3.5, 1))
                .hasMessage("hiddenFeatures must be at least 2, got 1");
        assertThatThrownBy(() -> new SchNetConfig(3, 8, 3, 1, 3.5, 1))
                .hasMessage("gaussians must be at least 2, got 1");
        assertThatThrownBy(() -> new SchNetConfig(3, 8, 3, 6, 0, 1))
                .hasMessage("cutoff must be positive and finite, got 0.0");
        assertThatThrownBy(() -> new SchNetConfig(3, 8, 3, 6, Double.NaN, 1))
                .hasMessage("cutoff must be positive and finite, got NaN");
        GraphBatch batch = graphs.complete(1, 3, 4, 3, 0);
        SchNet network = graphs.filled(new SchNet(CONFIG), graphs.complete(1, 3, 3, 3, 0));
        assertThatThrownBy(() -> BaselineChecks.predict(network, batch))
                .hasMessage("h must have 3 entries on its last axis, got (1, 3, 4)");
    }

    private GraphBatch two(double distance) {
        return GraphBatch.of(
                manager.ones(new Shape(1, 2, 1), DataType.FLOAT64),
                manager.create(new double[] {0, 0, 0, 0, distance, 0}, new Shape(1, 2, 3)));
    }

    private SchNet constant(SchNetConfig config, GraphBatch batch) {
        SchNet network = graphs.filled(new SchNet(config), batch);
        for (Parameter parameter : StateDict.names(network).values()) {
            NDArray array = parameter.getArray();
            array.set(array.onesLike().mul(0.5).toByteBuffer());
        }
        return network;
    }

    private static double ssp(double z) {
        return Math.log(0.5 * Math.exp(z) + 0.5);
    }
}

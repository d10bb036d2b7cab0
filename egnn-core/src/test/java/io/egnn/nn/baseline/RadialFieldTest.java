/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.util.JsonUtils;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.EquivarianceReport;
import io.egnn.equivariance.OutputKind;
import io.egnn.equivariance.Symmetry;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.RandomGraphs;
import io.egnn.weights.StateDict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The radial field with and without velocities: symmetry, padding, gradients, small cases. */
class RadialFieldTest {

    private static final RadialFieldConfig MOVING = RadialFieldConfig.withVelocities(8, 3, 2);
    private static final RadialFieldConfig PLAIN =
            new RadialFieldConfig(8, 3, 2, false, false, 0, 0);

    private NDManager manager;
    private RandomGraphs graphs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 6, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest(name = "n = {0}")
    @ValueSource(ints = {2, 3, 8})
    void itIsEquivariant(int dimension) {
        GraphBatch batch =
                graphs.complete(3, 5, 1, dimension, 2).withNodeMask(graphs.raggedMask(3, 5));
        for (RadialFieldConfig config : new RadialFieldConfig[] {MOVING, PLAIN}) {
            EquivarianceChecker.of(OutputKind.NODE_COORDINATES)
                    .check(calm(config, batch), batch)
                    .orThrow(1e-9);
        }
    }

    @Test
    void decayBreaksTranslationsAndAnActiveLimitRotations() {
        GraphBatch batch = graphs.complete(3, 5, 1, 3, 2);
        RadialFieldConfig decaying = new RadialFieldConfig(8, 3, 2, false, false, 0, 0.1);
        EquivarianceReport report = check(calm(decaying, batch), batch);
        assertThat(report.holds(Symmetry.TRANSLATION, 1e-3, 1e-3)).isFalse();
        assertThat(report.holds(Symmetry.ROTATION, 1e-9, 1e-9)).isTrue();
        RadialFieldConfig limited = new RadialFieldConfig(8, 3, 2, false, false, 0.05, 0);
        report = check(calm(limited, batch), batch);
        assertThat(report.holds(Symmetry.TRANSLATION, 1e-9, 1e-9)).isTrue();
        assertThat(report.holds(Symmetry.ROTATION, 1e-3, 1e-3)).isFalse();
    }

    private static EquivarianceReport check(RadialField network, GraphBatch batch) {
        return EquivarianceChecker.of(OutputKind.NODE_COORDINATES).check(network, batch);
    }

    @Test
    void twoPointsMoveByWhatTheEquationSays() {
        RadialFieldConfig config = new RadialFieldConfig(1, 1, 0, true, true, 0, 0);
        GraphBatch batch =
                GraphBatch.of(
                                manager.zeros(new Shape(1, 2, 1), DataType.FLOAT64),
                                manager.create(new double[] {0, 0, 3, 4}, new Shape(1, 2, 2)))
                        .withVelocities(
                                manager.create(new double[] {2, 0, 0, 0}, new Shape(1, 2, 2)));
        RadialField network = graphs.filled(new RadialField(config), batch);
        for (Parameter parameter : StateDict.names(network).values()) {
            parameter.getArray().set(new double[] {0.5});
        }
        // Distance 5 with bias 0.5: phi = tanh(0.5 silu(3)); speed 2: phi_v = 0.5 silu(1.5) + 0.5.
        double phi = Math.tanh(0.5 * 3 / (1 + Math.exp(-3)));
        double factor = 0.5 * 1.5 / (1 + Math.exp(-1.5)) + 0.5;
        double[] expected = {-3 * phi + 2 * factor, -4 * phi, 3 + 3 * phi, 4 + 4 * phi};
        assertThatArray(BaselineChecks.predict(network, batch))
                .isCloseTo(manager.create(expected, new Shape(1, 2, 2)), 1e-14, 1e-14);
    }

    @Test
    void theLimitCutsComponentsAndDecayPullsToTheOrigin() {
        GraphBatch batch =
                GraphBatch.of(
                        manager.zeros(new Shape(1, 2, 1), DataType.FLOAT64),
                        manager.create(new double[] {10, 0, -10, 1}, new Shape(1, 2, 2)));
        RadialFieldConfig config = new RadialFieldConfig(1, 1, 0, false, false, 5, 0.1);
        RadialField network = graphs.filled(new RadialField(config), batch);
        for (Parameter parameter : StateDict.names(network).values()) {
            parameter.getArray().set(new double[] {1});
        }
        // phi is about 21, so both components of the translation are cut to 5.
        assertThatArray(BaselineChecks.predict(network, batch))
                .isCloseTo(
                        manager.create(new double[] {14, -5, -14, 5.9}, new Shape(1, 2, 2)),
                        1e-14,
                        1e-14);
    }

    @Test
    void paddingAndNeighborLists() {
        for (RadialFieldConfig config : new RadialFieldConfig[] {MOVING, PLAIN}) {
            BaselineChecks.aBatchIsWhatItsGraphsAreOneByOne(graphs, new RadialField(config), 1, 2);
            BaselineChecks.neighborListsSayWhatCompleteGraphsSay(
                    manager, graphs, new RadialField(config), 1, 2);
        }
    }

    /** An adjacency of ones takes the way over lists of edges. */
    @ParameterizedTest(name = "symmetric attributes: {0}")
    @ValueSource(booleans = {false, true})
    void computingEachPairOnceSaysWhatAllEdgesSay(boolean symmetric) {
        for (RadialFieldConfig config : new RadialFieldConfig[] {MOVING, PLAIN}) {
            GraphBatch batch = graphs.complete(3, 5, 1, 3, 2);
            NDArray given = batch.edgeAttributes();
            NDArray a = symmetric ? given.add(given.transpose(0, 2, 1, 3)) : given;
            GraphBatch pairs = batch.withEdgeAttributes(a);
            NDArray adjacency = manager.ones(new Shape(3, 5, 5), DataType.FLOAT64);
            GraphBatch edges = pairs.withNeighbors(null, adjacency);
            RadialField network = calm(config, pairs);
            assertThatArray(BaselineChecks.predict(network, pairs))
                    .isCloseTo(BaselineChecks.predict(network, edges), 1e-13, 1e-13);
            BaselineChecks.gradientsAreThoseOfFiniteDifferences(network, pairs);
            a.setRequiresGradient(true);
            assertThatArray(gradient(network, pairs))
                    .isCloseTo(gradient(network, edges), 1e-12, 1e-12);
        }
    }

    /** With respect to the edge attributes. */
    private NDArray gradient(RadialField network, GraphBatch batch) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray out = network.forward(graphs.parameters(), batch.toNDList(), true).head();
            collector.backward(out.square().sum());
            return batch.edgeAttributes().getGradient().duplicate();
        } finally {
            batch.edgeAttributes().getGradient().muli(0);
        }
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        RadialFieldConfig limited = new RadialFieldConfig(8, 2, 2, false, false, 0.3, 0.1);
        for (RadialFieldConfig config : new RadialFieldConfig[] {MOVING, PLAIN, limited}) {
            GraphBatch batch = graphs.complete(2, 4, 1, 3, 2);
            BaselineChecks.gradientsAreThoseOfFiniteDifferences(calm(config, batch), batch);
        }
    }

    @Test
    void coincidingAndRestingPointsHaveFiniteGradients() {
        GraphBatch batch = graphs.complete(1, 3, 1, 3, 2);
        NDArray x = manager.zeros(new Shape(1, 3, 3), DataType.FLOAT64);
        x.setRequiresGradient(true);
        batch = batch.withCoordinates(x).withVelocities(x.duplicate());
        RadialField network = calm(MOVING, batch);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray out = network.forward(graphs.parameters(), batch.toNDList(), true).head();
            collector.backward(out.sum());
        }
        // Moving all three points by one moves each output by one.
        assertThat(x.getGradient().sum(new int[] {1}).toDoubleArray())
                .usingComparatorWithPrecision(1e-12)
                .containsOnly(3);
        for (Parameter parameter : StateDict.names(network).values()) {
            assertThat(parameter.getArray().getGradient().isNaN().any().getBoolean()).isFalse();
        }
    }

    @Test
    void float32InferenceIsThatOfFloat64() {
        RandomGraphs doubles = new RandomGraphs(manager, 8, DataType.FLOAT64);
        RandomGraphs floats = new RandomGraphs(manager, 8, DataType.FLOAT32);
        GraphBatch exact = doubles.complete(2, 5, 1, 3, 2);
        GraphBatch rounded = floats.complete(2, 5, 1, 3, 2);
        NDArray expected =
                BaselineChecks.predict(doubles.filled(new RadialField(MOVING), exact), exact);
        NDArray actual =
                BaselineChecks.predict(floats.filled(new RadialField(MOVING), rounded), rounded);
        assertThatArray(actual).isCloseTo(expected, 1e-4, 1e-4);
    }

    @Test
    void theNetworkOfTheExperimentHasTheReferencesParameters() {
        RadialField network = RadialFieldConfig.withVelocities(64, 4, 2).newNetwork();
        assertThat(BaselineChecks.parameters(network, manager, 1, 3)).isEqualTo(2052);
        NDArray last = StateDict.names(network).get("gcl_3.phi.2.weight").getArray();
        assertThat(last.abs().max().getFloat())
                .isPositive()
                .isLessThan((float) (0.001 * Math.sqrt(6 / 65.)));
    }

    @Test
    void savedParametersComeBackAndAConfigurationSurvivesJson() throws Exception {
        GraphBatch batch = graphs.complete(2, 4, 1, 3, 2);
        BaselineChecks.savedParametersComeBack(calm(MOVING, batch), batch);
        String json = JsonUtils.GSON.toJson(MOVING);
        assertThat(JsonUtils.GSON.fromJson(json, RadialFieldConfig.class)).isEqualTo(MOVING);
    }

    @Test
    void whatCannotWorkIsAnError() {
        assertThatThrownBy(() -> RadialFieldConfig.withVelocities(0, 4, 2))
                .hasMessage("hiddenFeatures must be at least 1, got 0");
        assertThatThrownBy(() -> new RadialFieldConfig(8, 1, 0, false, false, Double.NaN, 0))
                .hasMessage("componentLimit must be finite and not negative, got NaN");
        assertThatThrownBy(() -> new RadialFieldConfig(8, 1, 0, false, false, 0, 1))
                .hasMessage("decay must be at least 0 and below 1, got 1.0");
        GraphBatch batch = graphs.complete(2, 4, 1, 3, 2);
        RadialField network = calm(MOVING, batch);
        assertThatThrownBy(() -> BaselineChecks.predict(network, batch.withVelocities(null)))
                .hasMessage("a radial field with velocities needs them, the batch has none");
        assertThatThrownBy(() -> BaselineChecks.predict(network, batch.withEdgeAttributes(null)))
                .hasMessage("a must have 2 entries on its last axis, got none");
    }

    /** Weights small enough that points stay near where they were. */
    private RadialField calm(RadialFieldConfig config, GraphBatch batch) {
        RadialField network = graphs.filled(new RadialField(config), batch);
        StateDict.names(network).values().forEach(p -> p.getArray().muli(0.5));
        return network;
    }
}

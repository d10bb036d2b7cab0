/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.JsonUtils;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.EquivarianceReport;
import io.egnn.equivariance.OutputKind;
import io.egnn.equivariance.Symmetry;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.RandomGraphs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network: which symmetry it has and which it lacks, padding, gradients, saved parameters. */
class GnnTest {

    private static final GnnConfig CONFIG = new GnnConfig(6, 8, 3, 2, 3);

    private NDManager manager;
    private RandomGraphs graphs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 5, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void itFollowsPermutationsButNoMotionOfSpace() {
        GraphBatch batch = graphs.complete(3, 5, 6, 3, 2).withNodeMask(graphs.raggedMask(3, 5));
        Gnn network = graphs.filled(new Gnn(CONFIG), batch);
        EquivarianceReport report =
                EquivarianceChecker.of(OutputKind.NODE_COORDINATES)
                        .check(graph -> positionsFromStates(network, graph), batch);
        assertThat(report.holds(Symmetry.PERMUTATION, 1e-12, 1e-12)).isTrue();
        for (Symmetry symmetry : Symmetry.values()) {
            if (symmetry != Symmetry.PERMUTATION) {
                assertThat(report.holds(symmetry, 1e-3, 1e-3)).as("%s", symmetry).isFalse();
            }
        }
    }

    /** h = [x, v] of the graphs as they were turned, as in the experiment. */
    private static NDList positionsFromStates(Gnn network, GraphBatch batch) {
        NDArray x = batch.coordinates();
        GraphBatch states =
                GraphBatch.of(x.concat(batch.velocities(), 2), x)
                        .withEdgeAttributes(batch.edgeAttributes())
                        .withNodeMask(batch.nodeMask());
        return network.forward(new ParameterStore(x.getManager(), false), states.toNDList(), false);
    }

    @Test
    void aBatchIsWhatItsGraphsAreOneByOneAndZeroOnPadding() {
        BaselineChecks.aBatchIsWhatItsGraphsAreOneByOne(graphs, new Gnn(CONFIG), 6, 2);
        GraphBatch batch = graphs.complete(3, 5, 6, 3, 2).withNodeMask(graphs.raggedMask(3, 5));
        NDArray out = BaselineChecks.predict(graphs.filled(new Gnn(CONFIG), batch), batch);
        assertThat(out.get("2, 3:").abs().max().getDouble()).isZero();
        assertThat(out.get("2, 2").abs().min().getDouble()).isPositive();
    }

    @Test
    void neighborListsSayWhatCompleteGraphsSay() {
        BaselineChecks.neighborListsSayWhatCompleteGraphsSay(
                manager, graphs, new Gnn(CONFIG), 6, 2);
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        GraphBatch batch = graphs.complete(2, 4, 6, 3, 2);
        Gnn network = graphs.filled(new Gnn(CONFIG), batch);
        BaselineChecks.gradientsAreThoseOfFiniteDifferences(network, batch);
    }

    @Test
    void theNetworkOfTheExperimentHasTheReferencesParameters() {
        Gnn network = new GnnConfig(6, 64, 4, 1, 3).newNetwork();
        assertThat(BaselineChecks.parameters(network, manager, 6, 3)).isEqualTo(104_387);
        assertThat(network.getOutputShapes(new Shape[] {new Shape(2, 5, 6), new Shape(2, 5, 3)}))
                .containsExactly(new Shape(2, 5, 3));
    }

    @Test
    void float32InferenceIsThatOfFloat64() {
        GraphBatch batch = graphs.complete(2, 5, 6, 3, 2);
        Gnn exact = graphs.filled(new Gnn(CONFIG), batch);
        RandomGraphs single = new RandomGraphs(manager, 5, DataType.FLOAT32);
        GraphBatch rounded = single.complete(2, 5, 6, 3, 2);
        Gnn fast = single.filled(new Gnn(CONFIG), rounded);
        NDArray expected = BaselineChecks.predict(exact, batch);
        NDArray actual = BaselineChecks.predict(fast, rounded);
        assertThatArray(actual).isCloseTo(expected, 1e-4, 1e-4);
    }

    @Test
    void savedParametersComeBackAndThoseOfAnotherConfigurationAreRefused() throws Exception {
        GraphBatch batch = graphs.complete(2, 4, 6, 3, 2);
        Gnn network = graphs.filled(new Gnn(CONFIG), batch);
        BaselineChecks.savedParametersComeBack(network, batch);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        network.saveParameters(new DataOutputStream(bytes));
        Gnn wider = new Gnn(new GnnConfig(6, 9, 3, 2, 3));
        assertThatThrownBy(
                        () ->
                                wider.loadParameters(
                                        manager,
                                        new DataInputStream(
                                                new ByteArrayInputStream(bytes.toByteArray()))))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("another configuration");
    }

    @Test
    void aConfigurationSurvivesJson() {
        String json = JsonUtils.GSON.toJson(CONFIG);
        assertThat(JsonUtils.GSON.fromJson(json, GnnConfig.class)).isEqualTo(CONFIG);
    }

    @Test
    void sizesThatCannotWorkAreErrors() {
        assertThatThrownBy(() -> new GnnConfig(6, 0, 4, 1, 3))
                .hasMessage("hiddenFeatures must be at least 1, got 0");
        assertThatThrownBy(() -> new GnnConfig(6, 64, 0, 1, 3))
                .hasMessage("layers must be at least 1, got 0");
        Gnn network = new Gnn(CONFIG);
        GraphBatch batch = graphs.complete(1, 3, 6, 3, 2);
        network.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        assertThatThrownBy(() -> BaselineChecks.predict(network, graphs.complete(1, 3, 1, 3, 2)))
                .hasMessageContaining("h must have 6 entries");
        assertThatThrownBy(() -> BaselineChecks.predict(network, graphs.complete(1, 3, 6, 3, 1)))
                .hasMessageContaining("a must have 2 entries");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.RandomGraphs;
import io.egnn.weights.StateDict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layer, with and without attention, against the equation written out edge by edge. */
class GclTest {

    private NDManager manager;
    private RandomGraphs graphs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 4, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest(name = "attention {0}")
    @ValueSource(booleans = {false, true})
    void aLayerOfUnequalLengthsIsEquationTwo(boolean attention) {
        GraphBatch batch = graphs.complete(1, 3, 1, 3, 2);
        Gcl layer = graphs.filled(new Gcl(new GclConfig(1, 4, 6, 2, false, attention)), batch);
        NDArray h = batch.features().squeeze(0);
        NDList rows = new NDList();
        for (int i = 0; i < 3; i++) {
            NDArray sum = manager.zeros(new Shape(4), DataType.FLOAT64);
            for (int j = 0; j < 3; j++) {
                if (j != i) {
                    NDArray a = batch.edgeAttributes().get(0, i, j);
                    NDArray in = NDArrays.concat(new NDList(h.get(i), h.get(j), a));
                    NDArray m = silu(mlp(layer, "edge_mlp", in));
                    if (attention) {
                        NDArray apart = h.get(i).sub(h.get(j)).abs();
                        m = m.mul(Activation.sigmoid(mlp(layer, "att_mlp", apart)));
                    }
                    sum = sum.add(m);
                }
            }
            rows.add(mlp(layer, "node_mlp", h.get(i).concat(sum)));
        }
        NDArray expected = NDArrays.stack(rows).expandDims(0);
        assertThatArray(BaselineChecks.predict(layer, batch)).isCloseTo(expected, 1e-12, 1e-12);
    }

    private NDArray mlp(Gcl layer, String name, NDArray in) {
        return map(layer, name + ".2", silu(map(layer, name + ".0", in)));
    }

    private static NDArray map(Gcl layer, String name, NDArray in) {
        NDArray weight = StateDict.names(layer).get(name + ".weight").getArray();
        NDArray bias = StateDict.names(layer).get(name + ".bias").getArray();
        return weight.matMul(in).add(bias);
    }

    private static NDArray silu(NDArray z) {
        return z.mul(Activation.sigmoid(z));
    }

    @Test
    void theResidualIsTheInput() {
        GraphBatch batch = graphs.complete(2, 4, 5, 3, 0);
        Gcl with = graphs.filled(new Gcl(new GclConfig(5, 4, 5, 0, true, false)), batch);
        Gcl without = new Gcl(new GclConfig(5, 4, 5, 0, false, false));
        without.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        RandomGraphs.copyParameters(with, without);
        assertThatArray(BaselineChecks.predict(with, batch))
                .isCloseTo(BaselineChecks.predict(without, batch).add(batch.features()), 0, 1e-15);
    }

    @ParameterizedTest(name = "attention {0}")
    @ValueSource(booleans = {false, true})
    void paddingListsAndGradients(boolean attention) {
        GclConfig config = new GclConfig(3, 4, 6, 2, false, attention);
        BaselineChecks.aBatchIsWhatItsGraphsAreOneByOne(graphs, new Gcl(config), 3, 2);
        BaselineChecks.neighborListsSayWhatCompleteGraphsSay(
                manager, graphs, new Gcl(config), 3, 2);
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 2).withNodeMask(graphs.raggedMask(2, 4));
        BaselineChecks.gradientsAreThoseOfFiniteDifferences(
                graphs.filled(new Gcl(config), batch), batch);
    }

    @Test
    void sizesThatCannotWorkAreErrors() {
        assertThatThrownBy(() -> new GclConfig(0, 4, 4, 0, false, false))
                .hasMessage("inputFeatures must be at least 1, got 0");
        assertThatThrownBy(() -> new GclConfig(1, 4, 4, 0, true, false))
                .hasMessageContaining("as many features out as in")
                .hasMessageContaining("inputFeatures 1");
        Gcl layer = new Gcl(new GclConfig(2, 4, 4, 1, false, false));
        GraphBatch batch = graphs.complete(1, 3, 2, 3, 1);
        layer.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        assertThatThrownBy(() -> BaselineChecks.predict(layer, batch.withEdgeAttributes(null)))
                .hasMessage("a must have 1 entries on its last axis, got none");
        assertThatThrownBy(() -> BaselineChecks.predict(layer, graphs.complete(1, 3, 5, 3, 1)))
                .hasMessageContaining("h must have 2 entries");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoleculeEnsembleTest {

    private static final MoleculeEgnnConfig MEMBER = MoleculeEgnnConfig.of(3, 8, 2, 5, 4, 3, 1);
    private static final MoleculeEnsembleConfig CONFIG = new MoleculeEnsembleConfig(MEMBER, 3);

    private NDManager manager;
    private GraphBatch batch;
    private MoleculeEnsemble ensemble;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        RandomGraphs graphs = new RandomGraphs(manager, 5, DataType.FLOAT64);
        batch = graphs.complete(3, 5, 3, 3, 0).withNodeMask(graphs.raggedMask(3, 5));
        ensemble = graphs.filled(CONFIG.newNetwork(), batch);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void itIsTheMeanOfItsMembers() {
        NDArray first = predict(ensemble.members().get(0));
        NDArray second = predict(ensemble.members().get(1));
        NDArray third = predict(ensemble.members().get(2));

        assertThat(first.sub(second).abs().max().getDouble()).isGreaterThan(1e-3);
        assertThatArray(predict(ensemble))
                .isCloseTo(first.add(second).add(third).div(3), 1e-14, 1e-14);
        assertThat(ensemble.getOutputShapes(batch.toNDList().getShapes()))
                .containsExactly(first.getShape());
    }

    @Test
    void itIsInvariant() {
        EquivarianceChecker.of(OutputKind.GRAPH_INVARIANT).check(ensemble, batch).orThrow(1e-9);
    }

    @Test
    void oneIsNoEnsemble() {
        assertThatThrownBy(() -> new MoleculeEnsembleConfig(MEMBER, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("members must be at least 2, got 1");
    }

    private NDArray predict(GraphNetwork<?> network) {
        return network.forward(new ParameterStore(manager, false), batch.toNDList(), false).head();
    }
}

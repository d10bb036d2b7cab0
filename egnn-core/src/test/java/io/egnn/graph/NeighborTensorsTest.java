/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NeighborTensorsTest {

    private static final NeighborList PATH =
            NeighborList.radius(1).search(new double[][] {{0}, {1}, {2}});
    private static final NeighborList PAIR =
            NeighborList.radius(1).search(new double[][] {{0}, {1}});

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void graphsOfDifferentSizeArePaddedAndMasked() {
        NeighborTensors tensors =
                NeighborTensors.ofBatch(manager, DataType.FLOAT64, List.of(PATH, PAIR));
        assertThat(tensors.indices().getShape()).isEqualTo(new Shape(2, 3, 2));
        assertThat(tensors.indices().toLongArray())
                .containsExactly(1, 0, 0, 2, 1, 0, /**/ 1, 0, 0, 0, 0, 0);
        NDArray mask = tensors.mask();
        assertThat(mask.getShape()).isEqualTo(new Shape(2, 3, 2));
        assertThat(mask.toDoubleArray()).containsExactly(1, 0, 1, 1, 1, 0, /**/ 1, 0, 1, 0, 0, 0);
    }

    @Test
    void oneGraphHasNoBatchDimension() {
        NeighborTensors tensors = NeighborTensors.ofGraph(manager, DataType.FLOAT32, PATH);
        assertThat(tensors.indices().getShape()).isEqualTo(new Shape(3, 2));
        assertThat(tensors.mask().toFloatArray()).containsExactly(1, 0, 1, 1, 1, 0);
    }

    @Test
    void filledRowsNeedNoMask() {
        NeighborTensors tensors =
                NeighborTensors.ofBatch(manager, DataType.FLOAT32, List.of(PAIR, PAIR));
        assertThat(tensors.mask()).isNull();
        assertThat(tensors.indices().toLongArray()).containsExactly(1, 0, 1, 0);
    }

    @Test
    void theTensorsFitAGraphBatchAndDoNotTurnItIntoACompleteGraph() {
        NeighborList alone = NeighborList.nearest(4).search(new double[][] {{0, 0}});
        NeighborTensors tensors =
                NeighborTensors.ofBatch(manager, DataType.FLOAT32, List.of(alone));
        GraphBatch batch =
                GraphBatch.of(manager.ones(new Shape(1, 1, 3)), manager.ones(new Shape(1, 1, 2)))
                        .withNeighbors(tensors.indices(), tensors.mask());
        GraphBatch read = GraphBatch.of(batch.toNDList());
        assertThat(read.neighbors()).isNotNull();
        assertThat(read.neighborMask().toFloatArray()).containsExactly(0);
    }

    @Test
    void noGraphAndTooManySlotsAreRefused() {
        assertThatThrownBy(() -> NeighborTensors.ofBatch(manager, DataType.FLOAT32, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one graph");
        double[] star = new double[20_000];
        NeighborList dense = NeighborList.nearest(1).search(star, 1);
        NeighborList wide = NeighborList.radius(1).search(new double[2_000], 1);
        List<NeighborList> lists = List.of(dense, wide);
        assertThatThrownBy(
                        () ->
                                NeighborTensors.ofBatch(
                                        manager,
                                        DataType.FLOAT32,
                                        Collections.nCopies(10, lists).stream()
                                                .flatMap(List::stream)
                                                .toList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(20, 20000, 1999)");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.NeighborList;
import io.egnn.graph.NeighborTensors;
import io.egnn.nn.Egcl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of the page on concepts. */
class ConceptsGuideTest {

    @Test
    void aLayerGivesFeaturesAndCoordinatesAndIsEquivariant() {
        assertThat(layer()).containsExactly(new Shape(2, 5, 16), new Shape(2, 5, 3));
    }

    private static Shape[] layer() {
        // snippet:begin concepts-layer
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            // Two graphs of five nodes in space, sixteen features for each node.
            NDArray h = manager.randomNormal(new Shape(2, 5, 16), DataType.FLOAT64);
            NDArray x = manager.randomNormal(new Shape(2, 5, 3), DataType.FLOAT64);
            GraphBatch batch = GraphBatch.of(h, x);

            Egcl layer = Egcl.builder().setFeatures(16).build();
            layer.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
            NDList outputs =
                    layer.forward(new ParameterStore(manager, false), batch.toNDList(), false);

            EquivarianceChecker.of(OutputKind.NODE_INVARIANT, OutputKind.NODE_COORDINATES)
                    .check(layer, batch)
                    .orThrow(1e-10);
            // New features (2, 5, 16) and new coordinates (2, 5, 3).
            return outputs.getShapes();
        }
        // snippet:end
    }

    @Test
    void neighboursAreThoseWithinARadius() {
        double[][] points = {{0, 0}, {1, 0}, {1.5, 0}, {9, 9}};
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            GraphBatch batch =
                    GraphBatch.of(
                            manager.ones(new Shape(1, 4, 1)),
                            manager.create(
                                    new float[] {0, 0, 1, 0, 1.5f, 0, 9, 9}, new Shape(1, 4, 2)));
            // snippet:begin concepts-neighbors
            NeighborList near = NeighborList.radius(1.2).search(points);
            NeighborTensors tensors =
                    NeighborTensors.ofBatch(manager, DataType.FLOAT32, List.of(near));
            GraphBatch sparse = batch.withNeighbors(tensors.indices(), tensors.mask());
            // snippet:end
            assertThat(near.neighbors(1)).containsExactlyInAnyOrder(0, 2);
            assertThat(near.count(3)).isZero();
            assertThat(sparse.neighbors()).isNotNull();
        }
    }
}

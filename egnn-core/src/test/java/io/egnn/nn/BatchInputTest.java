/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.EgclKernel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What blocks that take a batch do with types, shapes and entries that do not count. */
class BatchInputTest {

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
    void tensorsOfAnotherTypeAreAnErrorThatNamesIt() {
        GraphBatch batch = new RandomGraphs(manager, 4, DataType.FLOAT32).complete(1, 3, 3, 3, 0);
        RandomGraphs doubles = new RandomGraphs(manager, 4, DataType.FLOAT64);
        NDList given = doubles.complete(1, 3, 3, 3, 0).toNDList();
        EgnnConfig config = EgnnConfig.builder().setFeatures(3, 3).optLayers(1).build();
        for (Block block : List.of(Egcl.builder().setFeatures(3).build(), new Egnn(config))) {
            block.initialize(manager, DataType.FLOAT32, batch.toNDList().getShapes());
            assertThatThrownBy(() -> block.forward(doubles.parameters(), given, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "h is of type float64, the block's parameters are of type float32:"
                                    + " expected one type");
        }
        NDArray counts = manager.ones(new Shape(1, 3, 3), DataType.INT32);
        assertThatThrownBy(() -> GraphBatch.of(counts, counts))
                .hasMessage("graph batch: h must be of a floating-point type, got int32");
    }

    /** DJL saves the shapes that a block was initialised with by the names of its inputs. */
    @Test
    void aBlockThatWasInitialisedWithTheFirstShapesCanBeSaved() throws IOException {
        EgnnConfig config = EgnnConfig.builder().setFeatures(3, 3).optLayers(1).build();
        for (Block block : List.of(Egcl.builder().setFeatures(3).build(), new Egnn(config))) {
            assertThatThrownBy(
                            () -> block.initialize(manager, DataType.FLOAT32, new Shape(1, 5, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("h and x at least; got [(1, 5, 3)]");
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 5, 3), new Shape(1, 5, 2));
            block.saveParameters(new DataOutputStream(OutputStream.nullOutputStream()));
            assertThat(block.describeInput().keys()).isEqualTo(GraphBatch.NAMES);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingOnTheDiagonalOfAttributesCounts(boolean fast) {
        RandomGraphs graphs = new RandomGraphs(manager, 5, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 2);
        Egcl layer =
                graphs.filled(
                        Egcl.builder()
                                .setFeatures(3)
                                .optEdgeAttributes(2)
                                .optKernel(fast ? EgclKernel.torchScript() : EgclKernel.ndArray())
                                .build(),
                        batch);
        NDArray infinite = batch.edgeAttributes().duplicate();
        for (int i = 0; i < 4; i++) {
            infinite.set(new NDIndex(":, {}, {}", i, i), Double.POSITIVE_INFINITY);
        }
        NDList expected = layer.forward(graphs.parameters(), batch.toNDList(), false);
        NDList actual =
                layer.forward(
                        graphs.parameters(), batch.withEdgeAttributes(infinite).toNDList(), false);
        for (int k = 0; k < expected.size(); k++) {
            assertThatArray(actual.get(k)).isCloseTo(expected.get(k), 0, 0);
        }
    }

    @Test
    void layersFollowEachOther() {
        RandomGraphs graphs = new RandomGraphs(manager, 6, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 0).withVelocities(null);
        Egnn network =
                graphs.filled(
                        new Egnn(EgnnConfig.builder().setFeatures(3, 3).optLayers(2).build()),
                        batch);
        Block embedding = network.getChildren().valueAt(0);
        NDList embedded =
                embedding.forward(graphs.parameters(), new NDList(batch.features()), false);
        GraphBatch next = batch.withFeatures(embedded.head());
        for (Egcl layer : network.layers()) {
            NDList out = layer.forward(graphs.parameters(), next.toNDList(), false);
            next = next.withFeatures(out.get(0)).withCoordinates(out.get(1));
        }
        NDList whole = network.forward(graphs.parameters(), batch.toNDList(), false);
        assertThatArray(next.features()).isCloseTo(whole.get(0), 1e-12, 1e-12);
        assertThatArray(next.coordinates()).isCloseTo(whole.get(1), 1e-12, 1e-12);
    }
}

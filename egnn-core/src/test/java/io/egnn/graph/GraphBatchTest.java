/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of a batch, there and back, and one wrong entry at a time. */
class GraphBatchTest {

    private static final Shape[] COMPLETE = {
        new Shape(2, 5, 3),
        new Shape(2, 5, 2),
        new Shape(2, 5, 2),
        new Shape(2, 5, 5, 4),
        new Shape(2, 5),
        new Shape(0),
        new Shape(2, 5, 5),
        new Shape(2, 5, 1)
    };

    private NDManager manager;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aListHoldsTheTensorsInTheirPlaces(boolean listed) {
        NDList list = listed ? listed() : complete();
        GraphBatch batch = GraphBatch.of(list);

        assertThat(batch.features()).isSameAs(list.get(0));
        assertThat(batch.coordinates()).isSameAs(list.get(1));
        assertThat(batch.velocities()).isSameAs(list.get(2));
        assertThat(batch.edgeAttributes()).isSameAs(list.get(3));
        assertThat(batch.nodeMask()).isSameAs(list.get(4));
        assertThat(batch.neighbors()).isSameAs(listed ? list.get(5) : null);
        assertThat(batch.neighborMask()).isSameAs(list.get(6));
        assertThat(batch.nodeAttributes()).isSameAs(list.get(7));
        assertThat(batch.toNDList().getShapes()).isEqualTo(list.getShapes());
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        GraphBatch batch = GraphBatch.of(complete().get(0), complete().get(1));
        assertThat(GraphBatch.of(batch.toNDList())).isEqualTo(batch);
        // As DJL's batchifier stacks two absent arrays.
        NDList stacked = batch.toNDList();
        stacked.set(2, manager.create(new Shape(2, 0)));
        assertThat(GraphBatch.of(stacked)).isEqualTo(batch);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 2,5; h must have shape (B, N, F) with at least one graph and one node, got (2, 5)",
                "0; 0,5,3; h must have shape (B, N, F) with at least one graph and one node, got (0, 5, 3)",
                "1; 2,4,2; x must have shape (2, 5, n) with n >= 1, got (2, 4, 2)",
                "1; 2,5,0; x must have shape (2, 5, n) with n >= 1, got (2, 5, 0)",
                "2; 2,5,3; v must have shape (2, 5, 2), got (2, 5, 3)",
                "3; 2,5,4,4; a must have shape (2, 5, 5, A) with A >= 1, got (2, 5, 4, 4)",
                "3; 2,5,5,0; a must have shape (2, 5, 5, A) with A >= 1, got (2, 5, 5, 0)",
                "4; 2,5,1; nodeMask must have shape (2, 5), got (2, 5, 1)",
                "6; 2,5,4; neighborMask must have shape (2, 5, 5), got (2, 5, 4)",
                "7; 2,4,1; nodeAttributes must have shape (2, 5, D) with D >= 0, got (2, 4, 1)"
            })
    void aShapeThatDoesNotFitIsNamed(int entry, String shape, String message) {
        long[] axes = Arrays.stream(shape.split(",", -1)).mapToLong(Long::parseLong).toArray();
        NDList list = complete();
        list.set(entry, manager.zeros(new Shape(axes)));
        assertRefused(list, message);
    }

    /** No neighbours at all would otherwise be the complete graph. */
    @Test
    void rowsOfNeighborsHaveASlot() {
        NDList list = listed();
        list.set(5, manager.zeros(new Shape(2, 5, 0), DataType.INT64));
        assertRefused(list, "neighbors must have shape (2, 5, K) with K >= 1, got (2, 5, 0)");
        list.set(5, manager.zeros(new Shape(2, 4, 2), DataType.INT64));
        assertRefused(list, "neighbors must have shape (2, 5, K) with K >= 1, got (2, 4, 2)");
    }

    @ParameterizedTest
    @CsvSource({
        "1, x, FLOAT64",
        "2, v, INT32",
        "3, a, FLOAT64",
        "4, nodeMask, BOOLEAN",
        "6, neighborMask, BOOLEAN",
        "7, nodeAttributes, FLOAT64"
    })
    void allButNeighborsAreOfOneType(int entry, String name, DataType type) {
        NDList list = complete();
        NDArray other = list.get(entry).toType(type, true);
        list.set(entry, other);
        assertRefused(list, name + " must be of type float32 as h is, got " + type);
    }

    @Test
    void neighborsAreWholeNumbers() {
        NDList list = listed();
        list.set(5, list.get(5).toType(DataType.FLOAT32, true));
        assertRefused(list, "neighbors must be of type int64, got float32");
    }

    @Test
    void aListOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphBatch.of(new NDList(manager.ones(new Shape(1)))))
                .withMessageContaining("a list of 8 arrays")
                .withMessageEndingWith("got 1");
    }

    private NDList complete() {
        NDList list = new NDList();
        for (Shape shape : COMPLETE) {
            list.add(manager.ones(shape));
        }
        return list;
    }

    /** The same with two neighbours for each node. */
    private NDList listed() {
        NDList list = complete();
        list.set(3, manager.ones(new Shape(2, 5, 2, 4)));
        list.set(5, manager.ones(new Shape(2, 5, 2), DataType.INT64));
        list.set(6, manager.ones(new Shape(2, 5, 2)));
        return list;
    }

    private static void assertRefused(NDList list, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphBatch.of(list))
                .withMessage("graph batch: " + message);
    }
}

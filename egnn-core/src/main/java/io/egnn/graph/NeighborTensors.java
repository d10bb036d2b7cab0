/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbour lists as the two tensors of a {@link GraphBatch}, padded to the most nodes and the
 * longest row.
 *
 * @param indices (B, N, K) or, for a single graph, (N, K); int64; empty slots point at node 0
 * @param mask the same shape, 1 for a neighbour and 0 for an empty slot; null when every slot is
 *     filled
 */
public record NeighborTensors(NDArray indices, @Nullable NDArray mask) {

    /** DJL computes the bytes of a buffer as an int. */
    private static final long MOST_SLOTS = Integer.MAX_VALUE / Long.BYTES;

    /**
     * The tensors of a batch.
     *
     * @param manager where the tensors are made
     * @param maskType the type of the mask, that of the features
     * @param lists one per graph, at least one
     * @return tensors of shape (B, N, K)
     * @throws IllegalArgumentException if there is no list, or B * N * K exceeds what one tensor
     *     can hold
     */
    public static NeighborTensors ofBatch(
            NDManager manager, DataType maskType, List<NeighborList> lists) {
        if (lists.isEmpty()) {
            throw new IllegalArgumentException("neighbour tensors: expected at least one graph");
        }
        int nodes = lists.stream().mapToInt(NeighborList::size).max().orElseThrow();
        int width = lists.stream().mapToInt(NeighborList::width).max().orElseThrow();
        return of(manager, maskType, lists, new Shape(lists.size(), nodes, width));
    }

    /**
     * The tensors of one graph without the batch dimension, as {@link GraphBatchifier} takes them.
     *
     * @param manager where the tensors are made
     * @param maskType the type of the mask, that of the features
     * @param list the neighbours
     * @return tensors of shape (N, K)
     * @throws IllegalArgumentException if N * K exceeds what one tensor can hold
     */
    public static NeighborTensors ofGraph(NDManager manager, DataType maskType, NeighborList list) {
        return of(manager, maskType, List.of(list), new Shape(list.size(), list.width()));
    }

    private static NeighborTensors of(
            NDManager manager, DataType maskType, List<NeighborList> lists, Shape shape) {
        int nodes = (int) shape.get(shape.dimension() - 2);
        int width = (int) shape.get(shape.dimension() - 1);
        double slots = (double) lists.size() * nodes * width;
        if (slots > MOST_SLOTS) {
            throw new IllegalArgumentException(
                    "neighbour tensors of shape "
                            + shape
                            + " exceed "
                            + MOST_SLOTS
                            + " slots (the longest row has "
                            + width
                            + "): search fewer neighbours, or fewer graphs at once");
        }
        long[] indices = new long[(int) slots];
        float[] mask = new float[(int) slots];
        long edges = 0;
        for (int b = 0; b < lists.size(); b++) {
            NeighborList list = lists.get(b);
            edges += list.edges();
            for (int i = 0; i < list.size(); i++) {
                int row = (b * nodes + i) * width;
                list.copyRow(i, indices, row);
                Arrays.fill(mask, row, row + list.count(i), 1);
            }
        }
        return new NeighborTensors(
                manager.create(indices, shape),
                edges == indices.length ? null : create(manager, mask, shape, maskType));
    }

    private static NDArray create(NDManager manager, float[] values, Shape shape, DataType type) {
        NDArray array = manager.create(values, shape);
        if (type == DataType.FLOAT32) {
            return array;
        }
        try (array) {
            return array.toType(type, true);
        }
    }
}

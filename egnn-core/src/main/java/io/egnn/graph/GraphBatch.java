/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A padded batch of graphs as named tensors; the only class that knows how they sit in an {@link
 * NDList}.
 *
 * <p>Without neighbours every graph is complete: each node receives a message from every other node
 * that is present. With neighbours, row i lists the K nodes that send to node i.
 *
 * <p>A list always has the seven entries below in this order; an absent one is an array without
 * elements, which survives batching, copies between devices and a block's saved input shapes.
 *
 * @param features {@code h}: (B, N, F), node features
 * @param coordinates {@code x}: (B, N, n), in the unit of the data
 * @param velocities {@code v}: (B, N, n), or null
 * @param edgeAttributes {@code a}: (B, N, N, A) for complete graphs, where entry (i, j) belongs to
 *     the message from j to i and the diagonal is ignored; (B, N, K, A) with neighbours; or null
 * @param nodeMask (B, N), 1 for a node and 0 for padding; null when no graph is padded
 * @param neighbors (B, N, K), int64, the senders of each node; null for complete graphs
 * @param neighborMask (B, N, K), 1 for a neighbour and 0 for padding of the list; null when every
 *     slot is filled. For complete graphs (B, N, N), a binary adjacency: the e_ij of equation 8;
 *     null for all edges
 */
public record GraphBatch(
        NDArray features,
        NDArray coordinates,
        @Nullable NDArray velocities,
        @Nullable NDArray edgeAttributes,
        @Nullable NDArray nodeMask,
        @Nullable NDArray neighbors,
        @Nullable NDArray neighborMask) {

    /** The names of the entries of a list, in order. */
    public static final List<String> NAMES =
            List.of("h", "x", "v", "a", "nodeMask", "neighbors", "neighborMask");

    /**
     * Checks that the shapes agree.
     *
     * @throws IllegalArgumentException if a tensor has a shape that does not fit the others
     */
    public GraphBatch {
        Shape h = features.getShape();
        Shape x = coordinates.getShape();
        require(h.dimension() == 3, "h", "(B, N, F)", h);
        require(x.dimension() == 3 && x.get(2) >= 1, "x", "(B, N, n) with n >= 1", x);
        long b = h.get(0);
        long nodes = h.get(1);
        require(x.get(0) == b && x.get(1) == nodes, "x", "(" + b + ", " + nodes + ", n)", x);
        if (velocities != null) {
            require(velocities.getShape().equals(x), "v", x.toString(), velocities.getShape());
        }
        if (nodeMask != null) {
            Shape expected = new Shape(b, nodes);
            require(
                    nodeMask.getShape().equals(expected),
                    "nodeMask",
                    expected.toString(),
                    nodeMask.getShape());
        }
        long slots = nodes;
        if (neighbors != null) {
            Shape s = neighbors.getShape();
            require(
                    s.dimension() == 3 && s.get(0) == b && s.get(1) == nodes,
                    "neighbors",
                    "(" + b + ", " + nodes + ", K)",
                    s);
            slots = s.get(2);
        }
        if (neighborMask != null) {
            Shape expected = new Shape(b, nodes, slots);
            require(
                    neighborMask.getShape().equals(expected),
                    "neighborMask",
                    expected.toString(),
                    neighborMask.getShape());
        }
        if (edgeAttributes != null) {
            Shape s = edgeAttributes.getShape();
            require(
                    s.dimension() == 4
                            && s.get(0) == b
                            && s.get(1) == nodes
                            && s.get(2) == slots
                            && s.get(3) >= 1,
                    "a",
                    "(" + b + ", " + nodes + ", " + slots + ", A) with A >= 1",
                    s);
        }
    }

    /**
     * Complete graphs without padding and without optional tensors.
     *
     * @param features (B, N, F)
     * @param coordinates (B, N, n)
     * @return the batch
     */
    public static GraphBatch of(NDArray features, NDArray coordinates) {
        return new GraphBatch(features, coordinates, null, null, null, null, null);
    }

    /**
     * Reads a batch out of the list that {@link #toNDList()} made.
     *
     * @param list seven arrays in the order of {@link #NAMES}
     * @return the batch, sharing the arrays
     * @throws IllegalArgumentException if the list has another length or the shapes do not agree
     */
    public static GraphBatch of(NDList list) {
        if (list.size() != NAMES.size()) {
            throw new IllegalArgumentException(
                    "a graph batch is a list of "
                            + NAMES.size()
                            + " arrays "
                            + NAMES
                            + " (absent ones empty), got "
                            + list.size());
        }
        return new GraphBatch(
                list.get(0),
                list.get(1),
                presentOrNull(list.get(2)),
                presentOrNull(list.get(3)),
                presentOrNull(list.get(4)),
                presentOrNull(list.get(5)),
                presentOrNull(list.get(6)));
    }

    /**
     * A copy with other coordinates.
     *
     * @param x (B, N, n)
     * @return a batch that shares all other arrays
     */
    public GraphBatch withCoordinates(NDArray x) {
        return new GraphBatch(
                features, x, velocities, edgeAttributes, nodeMask, neighbors, neighborMask);
    }

    /**
     * A copy with velocities.
     *
     * @param v (B, N, n), or null to drop them
     * @return a batch that shares all other arrays
     */
    public GraphBatch withVelocities(@Nullable NDArray v) {
        return new GraphBatch(
                features, coordinates, v, edgeAttributes, nodeMask, neighbors, neighborMask);
    }

    /**
     * A copy with edge attributes.
     *
     * @param a (B, N, N, A) for complete graphs, (B, N, K, A) with neighbours, or null to drop them
     * @return a batch that shares all other arrays
     */
    public GraphBatch withEdgeAttributes(@Nullable NDArray a) {
        return new GraphBatch(
                features, coordinates, velocities, a, nodeMask, neighbors, neighborMask);
    }

    /**
     * A copy with a node mask.
     *
     * @param mask (B, N), or null if every node is present
     * @return a batch that shares all other arrays
     */
    public GraphBatch withNodeMask(@Nullable NDArray mask) {
        return new GraphBatch(
                features, coordinates, velocities, edgeAttributes, mask, neighbors, neighborMask);
    }

    /**
     * A copy with neighbours, or with an adjacency mask on complete graphs.
     *
     * @param indices (B, N, K), int64; null for complete graphs
     * @param mask (B, N, K), or (B, N, N) for complete graphs; null if every slot is filled
     * @return a batch that shares all other arrays
     */
    public GraphBatch withNeighbors(@Nullable NDArray indices, @Nullable NDArray mask) {
        return new GraphBatch(
                features, coordinates, velocities, edgeAttributes, nodeMask, indices, mask);
    }

    /**
     * The batch as the list a block takes.
     *
     * @return seven arrays in the order of {@link #NAMES}, absent ones empty
     */
    public NDList toNDList() {
        NDManager manager = features.getManager();
        List<NDArray> arrays = new ArrayList<>(NAMES.size());
        arrays.add(features);
        arrays.add(coordinates);
        arrays.add(orEmpty(velocities, manager));
        arrays.add(orEmpty(edgeAttributes, manager));
        arrays.add(orEmpty(nodeMask, manager));
        arrays.add(orEmpty(neighbors, manager));
        arrays.add(orEmpty(neighborMask, manager));
        return new NDList(arrays);
    }

    private static NDArray orEmpty(@Nullable NDArray array, NDManager manager) {
        return array == null ? manager.create(new Shape(0)) : array;
    }

    private static @Nullable NDArray presentOrNull(NDArray array) {
        return array.size() == 0 ? null : array;
    }

    private static void require(boolean holds, String name, String expected, Shape actual) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "graph batch: " + name + " must have shape " + expected + ", got " + actual);
        }
    }
}

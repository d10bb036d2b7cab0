/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A padded batch of graphs as named tensors; the only class that knows how they sit in an {@link
 * NDList}.
 *
 * <p>Without neighbours every graph is complete: each node receives a message from every other node
 * that is present. With neighbours, row i lists the K nodes that send to node i.
 *
 * <p>A list always has the eight entries below in this order; an absent one is an array of shape
 * (0), which survives batching, copies between devices and a block's saved input shapes. All but
 * the neighbours have one floating-point type.
 *
 * <p>Numbers are finite, also where a mask is 0: such entries are multiplied by 0, which does not
 * make an infinite one go away.
 *
 * @param features {@code h}: (B, N, F), node features
 * @param coordinates {@code x}: (B, N, n), in the unit of the data
 * @param velocities {@code v}: (B, N, n), or null
 * @param edgeAttributes {@code a}: (B, N, N, A) for complete graphs, where entry (i, j) belongs to
 *     the message from j to i and the diagonal is ignored; (B, N, K, A) with neighbours; or null
 * @param nodeMask (B, N), 1 for a node and 0 for padding; null when no graph is padded
 * @param neighbors (B, N, K), int64, the senders of each node, K at least 1; null for complete
 *     graphs. Entries are 0 to N - 1, also where the mask is 0: blocks do not look, and another
 *     number would be a node of another graph
 * @param neighborMask (B, N, K), 1 for a neighbour and 0 for padding of the list; null when every
 *     slot is filled. For complete graphs (B, N, N), a binary adjacency: the e_ij of equation 8;
 *     null for all edges
 * @param nodeAttributes (B, N, D), what phi_h of every layer sees beside its features; or null
 */
public record GraphBatch(
        NDArray features,
        NDArray coordinates,
        @Nullable NDArray velocities,
        @Nullable NDArray edgeAttributes,
        @Nullable NDArray nodeMask,
        @Nullable NDArray neighbors,
        @Nullable NDArray neighborMask,
        @Nullable NDArray nodeAttributes) {

    /** The names of the entries of a list, in order. */
    public static final List<String> NAMES =
            List.of("h", "x", "v", "a", "nodeMask", "neighbors", "neighborMask", "nodeAttributes");

    /**
     * Checks that shapes and types agree.
     *
     * @throws IllegalArgumentException naming the tensor whose shape or type does not fit the
     *     others
     */
    public GraphBatch {
        Shape h = features.getShape();
        Shape x = coordinates.getShape();
        require(
                h.dimension() == 3 && h.get(0) >= 1 && h.get(1) >= 1,
                "h",
                "(B, N, F) with at least one graph and one node",
                h);
        long b = h.get(0);
        long nodes = h.get(1);
        require(
                x.dimension() == 3 && x.get(0) == b && x.get(1) == nodes && x.get(2) >= 1,
                "x",
                "(" + b + ", " + nodes + ", n) with n >= 1",
                x);
        if (neighbors != null) {
            requireRows("neighbors", neighbors, b, nodes, "K", 1);
        }
        long slots = neighbors == null ? nodes : neighbors.getShape().get(2);
        requireShape("v", velocities, x);
        requireShape("nodeMask", nodeMask, new Shape(b, nodes));
        requireShape("neighborMask", neighborMask, new Shape(b, nodes, slots));
        if (edgeAttributes != null) {
            Shape a = edgeAttributes.getShape();
            require(
                    a.dimension() == 4
                            && a.slice(0, 3).equals(new Shape(b, nodes, slots))
                            && a.get(3) >= 1,
                    "a",
                    "(" + b + ", " + nodes + ", " + slots + ", A) with A >= 1",
                    a);
        }
        if (nodeAttributes != null) {
            requireRows("nodeAttributes", nodeAttributes, b, nodes, "D", 0);
        }
        DataType type = features.getDataType();
        if (!type.isFloating()) {
            throw new IllegalArgumentException(
                    "graph batch: h must be of a floating-point type, got " + type);
        }
        requireType("x", coordinates, type);
        requireType("v", velocities, type);
        requireType("a", edgeAttributes, type);
        requireType("nodeMask", nodeMask, type);
        requireType("neighbors", neighbors, DataType.INT64);
        requireType("neighborMask", neighborMask, type);
        requireType("nodeAttributes", nodeAttributes, type);
        features = Objects.requireNonNull(unpacked(features));
        coordinates = Objects.requireNonNull(unpacked(coordinates));
        velocities = unpacked(velocities);
        edgeAttributes = unpacked(edgeAttributes);
        nodeMask = unpacked(nodeMask);
        neighbors = unpacked(neighbors);
        neighborMask = unpacked(neighborMask);
        nodeAttributes = unpacked(nodeAttributes);
    }

    /** DJL packs arrays with such names into lists and dictionaries when it calls a kernel. */
    private static @Nullable NDArray unpacked(@Nullable NDArray array) {
        String name = array == null ? null : array.getName();
        boolean packed = name != null && name.chars().anyMatch(c -> ".[(".indexOf(c) >= 0);
        return array != null && packed ? array.reshape(array.getShape()) : array;
    }

    /**
     * Complete graphs without padding and without optional tensors.
     *
     * @param features (B, N, F)
     * @param coordinates (B, N, n)
     * @return the batch
     * @throws IllegalArgumentException if the shapes or types do not agree
     */
    public static GraphBatch of(NDArray features, NDArray coordinates) {
        return new GraphBatch(features, coordinates, null, null, null, null, null, null);
    }

    /**
     * Reads a batch out of the list that {@link #toNDList()} made.
     *
     * @param list eight arrays in the order of {@link #NAMES}
     * @return the batch, sharing the arrays
     * @throws IllegalArgumentException if the list has another length, or if shapes or types do not
     *     agree
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
                presentOrNull(list.get(6)),
                presentOrNull(list.get(7)));
    }

    /**
     * A copy with other features: with those and the coordinates that one layer puts out, the input
     * of the next one.
     *
     * @param h (B, N, F)
     * @return a batch that shares all other arrays
     * @throws IllegalArgumentException if shapes or types do not agree
     */
    public GraphBatch withFeatures(NDArray h) {
        return new GraphBatch(
                h,
                coordinates,
                velocities,
                edgeAttributes,
                nodeMask,
                neighbors,
                neighborMask,
                nodeAttributes);
    }

    /**
     * A copy with other coordinates.
     *
     * @param x (B, N, n)
     * @return a batch that shares all other arrays
     * @throws IllegalArgumentException if shapes or types do not agree
     */
    public GraphBatch withCoordinates(NDArray x) {
        return new GraphBatch(
                features,
                x,
                velocities,
                edgeAttributes,
                nodeMask,
                neighbors,
                neighborMask,
                nodeAttributes);
    }

    /**
     * A copy with velocities.
     *
     * @param v (B, N, n), or null to drop them
     * @return a batch that shares all other arrays
     * @throws IllegalArgumentException if shapes or types do not agree
     */
    public GraphBatch withVelocities(@Nullable NDArray v) {
        return new GraphBatch(
                features,
                coordinates,
                v,
                edgeAttributes,
                nodeMask,
                neighbors,
                neighborMask,
                nodeAttributes);
    }

    /**
     * A copy with edge attributes.
     *
     * @param a (B, N, N, A) for complete graphs, (B, N, K, A) with neighbours, or null to drop them
     * @return a batch that shares all other arrays
     * @throws IllegalArgumentException if shapes or types do not agree
     */
    public GraphBatch withEdgeAttributes(@Nullable NDArray a) {
        return new GraphBatch(
                features,
                coordinates,
                velocities,
                a,
                nodeMask,
                neighbors,
                neighborMask,
                nodeAttributes);
    }

    /**
     * A copy with a node mask.
     *
     * @param mask (B, N), or null if every node is present
     * @return a batch that shares all other arrays
     * @throws IllegalArgumentException if shapes or types do not agree
     */
    public GraphBatch withNodeMask(@Nullable NDArray mask) {
        return new GraphBatch(
                features,
                coordinates,
                velocities,
                edgeAttributes,
                mask,
                neighbors,
                neighborMask,
                nodeAttributes);
    }

    /**
     * A copy with neighbours, or with an adjacency mask on complete graphs.
     *
     * @param indices (B, N, K), int64; null for complete graphs
     * @param mask (B, N, K), or (B, N, N) for complete graphs; null if every slot is filled
     * @return a batch that shares all other arrays
     * @throws IllegalArgumentException if shapes or types do not agree
     */
    public GraphBatch withNeighbors(@Nullable NDArray indices, @Nullable NDArray mask) {
        return new GraphBatch(
                features,
                coordinates,
                velocities,
                edgeAttributes,
                nodeMask,
                indices,
                mask,
                nodeAttributes);
    }

    /**
     * A copy with node attributes.
     *
     * @param attributes (B, N, D), or null to drop them
     * @return a batch that shares all other arrays
     * @throws IllegalArgumentException if shapes or types do not agree
     */
    public GraphBatch withNodeAttributes(@Nullable NDArray attributes) {
        return new GraphBatch(
                features,
                coordinates,
                velocities,
                edgeAttributes,
                nodeMask,
                neighbors,
                neighborMask,
                attributes);
    }

    /**
     * The batch as the list a block takes.
     *
     * @return eight arrays in the order of {@link #NAMES}, absent ones empty
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
        arrays.add(orEmpty(nodeAttributes, manager));
        return new NDList(arrays);
    }

    private static NDArray orEmpty(@Nullable NDArray array, NDManager manager) {
        return array == null ? manager.create(new Shape(0)) : array;
    }

    private static @Nullable NDArray presentOrNull(NDArray array) {
        return isAbsent(array) ? null : array;
    }

    /**
     * Whether an entry of a batch's list stands for an absent array: (0), or (B, 0) where DJL's
     * batchifier stacked such. A tensor of three axes of which one is empty is a mistake or, as
     * features, says that there are none.
     */
    static boolean isAbsent(NDArray array) {
        return array.size() == 0 && array.getShape().dimension() < 3;
    }

    private static void requireRows(
            String name, NDArray array, long b, long nodes, String length, int atLeast) {
        Shape s = array.getShape();
        require(
                s.dimension() == 3 && s.get(0) == b && s.get(1) == nodes && s.get(2) >= atLeast,
                name,
                "(%d, %d, %s) with %s >= %d".formatted(b, nodes, length, length, atLeast),
                s);
    }

    private static void requireShape(String name, @Nullable NDArray array, Shape expected) {
        if (array != null) {
            require(array.getShape().equals(expected), name, expected.toString(), array.getShape());
        }
    }

    private static void requireType(String name, @Nullable NDArray array, DataType expected) {
        if (array != null && array.getDataType() != expected) {
            throw new IllegalArgumentException(
                    "graph batch: "
                            + name
                            + " must be of type "
                            + expected
                            + (expected == DataType.INT64 ? "" : " as h is")
                            + ", got "
                            + array.getDataType());
        }
    }

    private static void require(boolean holds, String name, String expected, Shape actual) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "graph batch: " + name + " must have shape " + expected + ", got " + actual);
        }
    }
}

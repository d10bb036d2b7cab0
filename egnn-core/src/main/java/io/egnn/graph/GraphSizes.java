/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What decides the shapes and types of a graph's eight arrays, without the batch dimension.
 *
 * @param nodes N
 * @param features F
 * @param dimension n
 * @param slots K with neighbours, N for a complete graph
 * @param attributes A, 0 without edge attributes
 * @param nodeAttributes D, 0 without node attributes
 * @param moving whether there are velocities
 * @param listed whether there are neighbours
 * @param type of all arrays but the neighbours
 */
record GraphSizes(
        long nodes,
        long features,
        long dimension,
        long slots,
        long attributes,
        long nodeAttributes,
        boolean moving,
        boolean listed,
        DataType type) {

    static final int FEATURES = 0;
    static final int COORDINATES = 1;
    static final int VELOCITIES = 2;
    static final int EDGE_ATTRIBUTES = 3;
    static final int NODE_MASK = 4;
    static final int NEIGHBORS = 5;
    static final int NEIGHBOR_MASK = 6;
    static final int NODE_ATTRIBUTES = 7;

    /**
     * Reads the sizes of one sample of a batch and checks that its arrays agree.
     *
     * @param sample eight arrays, absent ones empty
     * @param index the place of the sample in the batch, for messages
     * @throws IllegalArgumentException if an array is missing or differs from what the others imply
     */
    static GraphSizes of(NDList sample, int index) {
        if (sample.size() != GraphBatch.NAMES.size()) {
            throw new IllegalArgumentException(
                    "graph "
                            + index
                            + " of the batch: expected the arrays "
                            + GraphBatch.NAMES
                            + ", got "
                            + sample.size());
        }
        Shape h = shape(sample, index, FEATURES, 2, "(N, F)");
        Shape x = shape(sample, index, COORDINATES, 2, "(N, n)");
        boolean listed = isPresent(sample, NEIGHBORS);
        long slots = listed ? shape(sample, index, NEIGHBORS, 2, "(N, K)").get(1) : h.get(0);
        long attributes =
                isPresent(sample, EDGE_ATTRIBUTES)
                        ? shape(sample, index, EDGE_ATTRIBUTES, 3, "(N, K, A)").get(2)
                        : 0;
        long nodeAttributes =
                isPresent(sample, NODE_ATTRIBUTES)
                        ? shape(sample, index, NODE_ATTRIBUTES, 2, "(N, D)").get(1)
                        : 0;
        GraphSizes sizes =
                new GraphSizes(
                        h.get(0),
                        h.get(1),
                        x.get(1),
                        slots,
                        attributes,
                        nodeAttributes,
                        isPresent(sample, VELOCITIES),
                        listed,
                        sample.get(FEATURES).getDataType());
        for (int entry = 0; entry < sample.size(); entry++) {
            if (isPresent(sample, entry)) {
                Shape shape = sample.get(entry).getShape();
                DataType type = sample.get(entry).getDataType();
                if (!shape.equals(sizes.shape(entry)) || type != sizes.type(entry)) {
                    throw mismatch(
                            index,
                            entry,
                            sizes.shape(entry) + " " + sizes.type(entry),
                            shape + " " + type);
                }
            }
        }
        if (listed) {
            sizes.requireNodes(sample.get(NEIGHBORS).toLongArray(), index);
        }
        return sizes;
    }

    /** A sender that is no node of this graph would be one of another graph in the batch. */
    private void requireNodes(long[] senders, int index) {
        for (int slot = 0; slot < senders.length; slot++) {
            if (senders[slot] < 0 || senders[slot] >= nodes) {
                throw new IllegalArgumentException(
                        "graph %d of the batch: expected neighbors from 0 to %d, got %d in row %d, slot %d"
                                .formatted(
                                        index,
                                        nodes - 1,
                                        senders[slot],
                                        slot / slots,
                                        slot % slots));
            }
        }
    }

    /** Whether an optional array is there: not of shape (0). */
    static boolean isPresent(NDList sample, int entry) {
        NDArray array = sample.get(entry);
        return array.size() > 0 || array.getShape().dimension() > 1;
    }

    /** The shape that an array has. */
    Shape shape(int entry) {
        return switch (entry) {
            case FEATURES -> new Shape(nodes, features);
            case COORDINATES, VELOCITIES -> new Shape(nodes, dimension);
            case EDGE_ATTRIBUTES -> new Shape(nodes, slots, attributes);
            case NODE_MASK -> new Shape(nodes);
            case NEIGHBORS, NEIGHBOR_MASK -> new Shape(nodes, slots);
            case NODE_ATTRIBUTES -> new Shape(nodes, nodeAttributes);
            default -> throw new IllegalArgumentException("a graph has no array " + entry);
        };
    }

    /** The type that an array has. */
    DataType type(int entry) {
        return entry == NEIGHBORS ? DataType.INT64 : type;
    }

    /**
     * The sizes to which this graph and another are padded.
     *
     * @throws IllegalArgumentException if the graphs differ in more than N and K
     */
    GraphSizes paddedTo(GraphSizes other, int index) {
        GraphSizes padded =
                withNodesAndSlots(Math.max(nodes, other.nodes), Math.max(slots, other.slots));
        if (!padded.equals(other.withNodesAndSlots(padded.nodes, padded.slots))) {
            throw new IllegalArgumentException(
                    "graph "
                            + index
                            + " of the batch: differs from those before it in more than the number of nodes and"
                            + " neighbours: expected "
                            + this
                            + ", got "
                            + other);
        }
        return padded;
    }

    private GraphSizes withNodesAndSlots(long otherNodes, long otherSlots) {
        return new GraphSizes(
                otherNodes,
                features,
                dimension,
                otherSlots,
                attributes,
                nodeAttributes,
                moving,
                listed,
                type);
    }

    private static Shape shape(NDList sample, int index, int entry, int rank, String expected) {
        Shape shape = sample.get(entry).getShape();
        // Nodes may be without features, as points to be decoded are.
        boolean empty = shape.size() == 0 && !(entry == FEATURES && shape.head() > 0);
        if (shape.dimension() != rank || empty) {
            throw mismatch(index, entry, expected + ", not empty", shape.toString());
        }
        return shape;
    }

    private static IllegalArgumentException mismatch(
            int index, int entry, String expected, String actual) {
        return new IllegalArgumentException(
                "graph "
                        + index
                        + " of the batch: expected "
                        + GraphBatch.NAMES.get(entry)
                        + " of shape "
                        + expected
                        + ", got "
                        + actual);
    }
}

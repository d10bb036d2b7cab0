/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.egnn.graph.GraphBatch;

/**
 * A batch as the reference implementation wants it: nodes of all graphs in one column, edges as two
 * lists of their numbers.
 *
 * <p>Unpadded complete graphs have the edges (i, j), i outer, j inner, j &ne; i. Padded ones have
 * all N x N pairs, self loops and padding too, and an edge mask, as the reference's QM9 code.
 * Neighbour lists have an edge per slot.
 */
final class EdgeList {

    private final NDList inputs;

    private EdgeList(NDList inputs) {
        this.inputs = inputs;
    }

    /**
     * Flattens a batch.
     *
     * @param batch a batch without an adjacency and whose neighbour lists, if any, are full; its
     *     manager gets the arrays
     */
    static EdgeList of(GraphBatch batch) {
        NDManager manager = batch.coordinates().getManager();
        if (batch.neighborMask() != null) {
            throw new IllegalArgumentException(
                    "the reference's edge list needs complete graphs or full rows of neighbours, got a neighbour"
                            + " mask");
        }
        Shape shape = batch.coordinates().getShape();
        int graphs = (int) shape.get(0);
        int nodes = (int) shape.get(1);
        NDArray neighbors = batch.neighbors();
        NDArray mask = batch.nodeMask();
        Pairs pairs =
                neighbors == null
                        ? Pairs.complete(graphs, nodes, mask != null)
                        : Pairs.listed(graphs, nodes, neighbors.toLongArray());
        NDArray velocities = batch.velocities();
        NDArray attributes = batch.edgeAttributes();
        NDArray none = manager.create(new Shape(0));
        return new EdgeList(
                new NDList(
                        rows(batch.features()),
                        rows(batch.coordinates()),
                        velocities == null ? none : rows(velocities),
                        attributes == null
                                ? none
                                : rows(attributes).get(manager.create(pairs.slots)),
                        manager.create(pairs.receivers),
                        manager.create(pairs.senders),
                        mask == null ? none : mask,
                        mask == null ? none : edgeMask(mask)));
    }

    /** The arrays in the order that {@code reference.ts.txt} takes them. */
    NDList inputs() {
        return inputs;
    }

    private static NDArray rows(NDArray array) {
        Shape shape = array.getShape();
        return array.reshape(-1, shape.get(shape.dimension() - 1));
    }

    private static NDArray edgeMask(NDArray nodes) {
        long n = nodes.getShape().get(1);
        DataType type = nodes.getDataType();
        NDArray others = nodes.getManager().eye((int) n, (int) n, 0, type).neg().add(1);
        return nodes.expandDims(2).mul(nodes.expandDims(1)).mul(others).reshape(-1, 1);
    }

    /** Both ends of every edge, and its place among the B N N or B N K slots of a padded batch. */
    private static final class Pairs {
        private final long[] receivers;
        private final long[] senders;
        private final long[] slots;

        private Pairs(int edges) {
            receivers = new long[edges];
            senders = new long[edges];
            slots = new long[edges];
        }

        static Pairs complete(int graphs, int nodes, boolean selfLoops) {
            int perNode = selfLoops ? nodes : nodes - 1;
            Pairs pairs = new Pairs(graphs * nodes * perNode);
            int edge = 0;
            for (int row = 0; row < graphs * nodes; row++) {
                int first = row - row % nodes;
                for (int j = 0; j < nodes; j++) {
                    if (selfLoops || first + j != row) {
                        pairs.set(edge++, row, first + j, (long) row * nodes + j);
                    }
                }
            }
            return pairs;
        }

        static Pairs listed(int graphs, int nodes, long[] neighbors) {
            Pairs pairs = new Pairs(neighbors.length);
            int perNode = neighbors.length / (graphs * nodes);
            for (int slot = 0; slot < neighbors.length; slot++) {
                int row = slot / perNode;
                pairs.set(slot, row, row - row % nodes + neighbors[slot], slot);
            }
            return pairs;
        }

        private void set(int edge, long receiver, long sender, long slot) {
            receivers[edge] = receiver;
            senders[edge] = sender;
            slots[edge] = slot;
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.egnn.graph.GraphBatch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who sends to whom in a batch, as the scripts of all layers read it: nodes of all graphs are rows,
 * and the K senders of a row are rows again, without the diagonal of a complete graph.
 *
 * @param senders (B N, K), int64
 * @param attributes (B N, K, A), or empty
 * @param mask (B N, K, 1), 1 for a message and 0 for none; empty if every message counts
 * @param weights (B N, K, 1), the constants C of a sum over coordinates; empty if they are all the
 *     same, 1 or 1/K
 */
record FlatEdges(NDArray senders, NDArray attributes, NDArray mask, NDArray weights) {

    private static final Map<CoordinateUpdate, TorchScript> SCRIPTS = new ConcurrentHashMap<>();

    /**
     * Works out the edges of a batch.
     *
     * @param batch the graphs
     * @param update which edges the weights are for
     * @param training whether to record for autograd
     */
    static FlatEdges of(GraphBatch batch, CoordinateUpdate update, boolean training) {
        NDList arguments = new NDList(batch.coordinates());
        arguments.addAll(inputs(batch));
        NDList edges = SCRIPTS.computeIfAbsent(update, FlatEdges::script).call(arguments, training);
        return new FlatEdges(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
    }

    /** What edges.ts.txt reads of a batch after x. */
    static NDList inputs(GraphBatch batch) {
        return new NDList(
                Absent.orEmpty(batch.edgeAttributes()),
                Absent.orEmpty(batch.nodeMask()),
                Absent.orEmpty(batch.neighbors()),
                Absent.orEmpty(batch.neighborMask()));
    }

    /** What stands for the names in edges.ts.txt. */
    static Map<String, String> constants(CoordinateUpdate update) {
        return Map.of(
                "OVER_ALL_NODES",
                TorchScript.literal(update.overAllNodes()),
                "MEAN",
                TorchScript.literal(update.isMean()));
    }

    private static TorchScript script(CoordinateUpdate update) {
        return TorchScript.compile(
                FlatEdges.class, constants(update), "edges.ts.txt", "flat_edges.ts.txt");
    }

    /** A tensor of the nodes, (B, N, length), with nodes as rows. */
    static NDArray rows(NDArray nodes) {
        Shape shape = nodes.getShape();
        return nodes.reshape(shape.get(0) * shape.get(1), shape.get(2));
    }

    /** Rows of nodes in the shape of the batch again. */
    static NDArray unpack(NDArray rows, GraphBatch batch) {
        Shape shape = batch.coordinates().getShape();
        return rows.reshape(shape.get(0), shape.get(1), rows.getShape().get(1));
    }
}

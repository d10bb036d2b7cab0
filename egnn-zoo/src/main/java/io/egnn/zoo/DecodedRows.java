/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.egnn.datasets.randomgraph.Adjacency;
import java.util.Arrays;

/** What an autoencoder puts out for a padded batch, graph by graph without the padding. */
final class DecodedRows {

    private final int nodes;
    private final int dimension;
    private final double[] scores;
    private final double[] embeddings;

    /**
     * Copies a batch.
     *
     * @param s (B, N, N), what equation 9 has before the sigmoid
     * @param z (B, N, n)
     */
    DecodedRows(NDArray s, NDArray z) {
        nodes = Math.toIntExact(z.getShape().get(1));
        dimension = Math.toIntExact(z.getShape().get(2));
        scores = s.toType(DataType.FLOAT64, false).toDoubleArray();
        embeddings = z.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** The points of the first nodes of graph b. */
    double[][] points(int b, int size) {
        double[][] points = new double[size][];
        for (int i = 0; i < size; i++) {
            int start = (b * nodes + i) * dimension;
            points[i] = Arrays.copyOfRange(embeddings, start, start + dimension);
        }
        return points;
    }

    /** The first nodes of graph b, joined where an edge is more probable than none. */
    Adjacency graph(int b, int size) {
        Adjacency.Builder graph = new Adjacency.Builder(size);
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (scores[(b * nodes + i) * nodes + j] > 0) {
                    graph.join(i, j);
                }
            }
        }
        return graph.build();
    }
}

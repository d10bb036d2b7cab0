/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.egnn.datasets.RealArray;
import io.egnn.graph.GraphBatch;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Graphs as the tensors of an autoencoder.
 *
 * <p>Input: the list of a {@link GraphBatch} of complete graphs with features h = 1 (B, N, 1),
 * standard normal noise x (B, N, n), the adjacency a (B, N, N, 1), and a node mask if a graph is
 * padded. Labels: the adjacency (B, N, N), and (B, N, N) with 1 for every pair of different nodes
 * that are present.
 */
public final class GraphTensors {

    private final List<Adjacency> graphs;
    private final int nodes;
    private final DataType type;

    /**
     * Takes graphs of any size; they are padded to the largest.
     *
     * @param graphs at least one
     * @param type of all arrays, float32 or float64
     * @throws IllegalArgumentException if the type is another one
     */
    public GraphTensors(List<Adjacency> graphs, DataType type) {
        this.graphs = List.copyOf(graphs);
        this.type = RealArray.checkType(type);
        nodes = graphs.stream().mapToInt(Adjacency::size).max().orElseThrow();
    }

    /**
     * The input.
     *
     * @param manager makes the arrays
     * @param dimension n, the length of the noise of each node
     * @param noise one generator for each graph, which draws node after node
     * @return the batch
     */
    public GraphBatch inputs(
            NDManager manager, int dimension, List<? extends RandomGenerator> noise) {
        int count = graphs.size();
        double[] x = new double[count * nodes * dimension];
        float[] mask = new float[count * nodes];
        boolean padded = false;
        for (int b = 0; b < count; b++) {
            int size = graphs.get(b).size();
            RandomGenerator random = noise.get(b);
            int start = b * nodes;
            for (int k = start * dimension; k < (start + size) * dimension; k++) {
                x[k] = random.nextGaussian();
            }
            Arrays.fill(mask, start, start + size, 1);
            padded |= size < nodes;
        }
        NDArray h = manager.ones(new Shape(count, nodes, 1), type);
        // Made in its shape: a view would be lost with the array that it views, which a caller who
        // keeps the batch does not see.
        NDArray a = adjacency(manager, square().add(1));
        return GraphBatch.of(h, RealArray.of(manager, x, type, count, nodes, dimension))
                .withEdgeAttributes(a)
                .withNodeMask(padded ? array(manager, mask, new Shape(count, nodes)) : null);
    }

    /**
     * The labels.
     *
     * @param manager makes the arrays
     * @return adjacency and pairs, (B, N, N) each
     */
    public NDList labels(NDManager manager) {
        float[] pairs = new float[graphs.size() * nodes * nodes];
        for (int b = 0; b < graphs.size(); b++) {
            int size = graphs.get(b).size();
            for (int i = 0; i < size; i++) {
                int row = (b * nodes + i) * nodes;
                Arrays.fill(pairs, row, row + size, 1);
                pairs[row + i] = 0;
            }
        }
        return new NDList(adjacency(manager, square()), array(manager, pairs, square()));
    }

    private NDArray adjacency(NDManager manager, Shape shape) {
        float[] joined = new float[graphs.size() * nodes * nodes];
        for (int b = 0; b < graphs.size(); b++) {
            Adjacency graph = graphs.get(b);
            for (int i = 0; i < graph.size(); i++) {
                for (int j = 0; j < graph.size(); j++) {
                    joined[(b * nodes + i) * nodes + j] = graph.has(i, j) ? 1 : 0;
                }
            }
        }
        return array(manager, joined, shape);
    }

    private Shape square() {
        return new Shape(graphs.size(), nodes, nodes);
    }

    private NDArray array(NDManager manager, float[] values, Shape shape) {
        NDArray array = manager.create(values, shape);
        return array.getDataType() == type ? array : array.toType(type, false);
    }
}

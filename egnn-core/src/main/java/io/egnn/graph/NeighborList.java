/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.Arrays;

/**
 * The neighbours of every node of one graph: who sends messages to whom.
 *
 * <pre>{@code
 * NeighborList list = NeighborList.nearest(16).search(points);
 * NeighborTensors tensors = NeighborTensors.ofBatch(manager, DataType.FLOAT32, List.of(list));
 * GraphBatch batch = GraphBatch.of(h, x).withNeighbors(tensors.indices(), tensors.mask());
 * }</pre>
 *
 * <p>Immutable. Memory grows with the number of neighbours, not with the longest row.
 */
public final class NeighborList {

    /** The most neighbours in one list, summed over the nodes: what a Java array can hold. */
    static final int MOST_EDGES = Integer.MAX_VALUE - 8;

    /** The neighbours of node i are entries offsets[i] to offsets[i + 1]. */
    private final int[] offsets;

    private final int[] neighbors;
    private final int width;

    /** Keeps both arrays; the caller hands them over. */
    NeighborList(int[] offsets, int[] neighbors) {
        this.offsets = offsets;
        this.neighbors = neighbors;
        int longest = 1;
        for (int node = 0; node < size(); node++) {
            longest = Math.max(longest, count(node));
        }
        width = longest;
    }

    /**
     * Neighbours are all other points at a distance of at most r, in the order of their index.
     *
     * <p>Time and memory grow linearly with the points and with the neighbours found. Points at a
     * distance of exactly r (as float64 computes it) are neighbours.
     *
     * @param r the radius, in the unit of the coordinates, from 1e-150 to 1e150
     * @return the search
     * @throws IllegalArgumentException if r is outside these bounds or not a number
     */
    public static NeighborSearch radius(double r) {
        return new RadiusSearch(r);
    }

    /**
     * Neighbours are the k nearest other points, the nearest first, equally distant ones in the
     * order of their index.
     *
     * <p>A set of k points or fewer is no error, since graphs of one batch differ in size: every
     * point then has all others as its neighbours. The neighbourhood is not symmetric.
     *
     * @param k the number of neighbours, at least 1
     * @return the search
     * @throws IllegalArgumentException if k is less than 1
     */
    public static NeighborSearch nearest(int k) {
        return new NearestSearch(k);
    }

    /**
     * N, the number of nodes.
     *
     * @return at least 1
     */
    public int size() {
        return offsets.length - 1;
    }

    /**
     * K, the length of the longest row, and at least 1 so that a tensor of shape (N, K) is never
     * empty.
     *
     * @return at least 1
     */
    public int width() {
        return width;
    }

    /**
     * The number of neighbours, summed over all nodes.
     *
     * @return the number of directed edges
     */
    public int edges() {
        return neighbors.length;
    }

    /**
     * The number of neighbours of one node.
     *
     * @param node from 0 to N - 1
     * @return from 0 to K
     */
    public int count(int node) {
        return offsets[node + 1] - offsets[node];
    }

    /**
     * The neighbours of one node.
     *
     * @param node from 0 to N - 1
     * @return a copy of the row, as long as {@link #count}
     */
    public int[] neighbors(int node) {
        return Arrays.copyOfRange(neighbors, offsets[node], offsets[node + 1]);
    }

    /** Writes the neighbours of one node to {@code target} from {@code at} on. */
    void copyRow(int node, long[] target, int at) {
        for (int edge = offsets[node]; edge < offsets[node + 1]; edge++) {
            target[at + edge - offsets[node]] = neighbors[edge];
        }
    }
}

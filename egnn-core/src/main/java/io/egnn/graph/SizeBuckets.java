/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Batches of graphs of similar size, so that little of them is padding, bounded by the edges of the
 * padded batch.
 *
 * <p>A batch of B graphs padded to N nodes has B N (N - 1) directed edges. All graphs are shuffled,
 * ordered by size and cut from the largest down; the batches are then shuffled. Every graph is in
 * exactly one batch of an epoch. A graph with more edges than allowed is a batch of its own. The
 * sizes of the batches are the same in every epoch, only their members and order change, so memory
 * does not grow from one epoch to the next.
 */
public final class SizeBuckets {

    private final int[] sizes;
    private final long maxEdges;
    private final int maxGraphs;

    /**
     * Describes the graphs and the bounds of a batch.
     *
     * @param sizes the number of nodes of each graph, at least 1 each; copied
     * @param maxEdges the most directed edges of a padded batch, at least 1
     * @param maxGraphs the most graphs of a batch, at least 1
     * @throws IllegalArgumentException if a number is smaller than that, or there is no graph
     */
    public SizeBuckets(int[] sizes, long maxEdges, int maxGraphs) {
        if (sizes.length == 0) {
            throw new IllegalArgumentException("size buckets: expected at least one graph");
        }
        for (int i = 0; i < sizes.length; i++) {
            requirePositive("nodes of graph " + i, sizes[i]);
        }
        requirePositive("maxEdges", maxEdges);
        requirePositive("maxGraphs", maxGraphs);
        this.sizes = sizes.clone();
        this.maxEdges = maxEdges;
        this.maxGraphs = maxGraphs;
    }

    /**
     * The number of graphs.
     *
     * @return at least 1
     */
    public int size() {
        return sizes.length;
    }

    /**
     * The batches of one epoch, a function of the arguments alone.
     *
     * @param seed any number
     * @param epoch any number
     * @return the indices of the graphs, batch by batch
     */
    public List<List<Long>> batches(long seed, int epoch) {
        // Two generators mixed: SplittableRandom(seed + epoch) would repeat the numbers of the
        // epoch before, shifted.
        Random random =
                new Random(
                        new SplittableRandom(seed).nextLong()
                                ^ new SplittableRandom(~epoch).nextLong());
        List<Long> order = new ArrayList<>();
        for (long i = 0; i < sizes.length; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        order.sort((a, b) -> Integer.compare(sizes[b.intValue()], sizes[a.intValue()]));
        List<List<Long>> batches = new ArrayList<>();
        int start = 0;
        while (start < order.size()) {
            int end = Math.min(order.size(), start + graphsOf(sizes[order.get(start).intValue()]));
            batches.add(List.copyOf(order.subList(start, end)));
            start = end;
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** How many graphs fit when the largest has n nodes. */
    private int graphsOf(long n) {
        long edges = Math.max(1, n * (n - 1));
        return (int) Math.max(1, Math.min(maxGraphs, maxEdges / edges));
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "size buckets: expected " + name + " >= 1, got " + value);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Batches of graphs of similar size, so that little of them is padding, bounded by the edges of the
 * padded batch.
 *
 * <p>A batch of B graphs padded to N nodes has B N (N - 1) directed edges. All graphs are shuffled,
 * ordered by size and cut into batches; the batches are then shuffled. Every graph is in exactly
 * one batch of an epoch. A graph with more edges than allowed is a batch of its own. The cuts
 * minimise the edges of all batches plus {@value #BATCH_COST} of {@code maxEdges} per batch, which
 * keeps batches full where sizes are common and stops rare sizes from being padded far. They are
 * the same in every epoch; only members and order change, so memory does not grow from one epoch to
 * the next.
 */
public final class SizeBuckets {

    /** What one batch more has to save, as a part of the edges of a full one. */
    static final double BATCH_COST = 0.1;

    private final int[] sizes;
    private final long maxEdges;
    private final int maxGraphs;

    /** Where the batches end when the graphs are ordered from the largest down. */
    private final List<Integer> ends;

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
        ends = cut(IntStream.of(sizes).map(n -> -n).sorted().map(n -> -n).toArray());
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
        for (int end : ends) {
            batches.add(List.copyOf(order.subList(start, end)));
            start = end;
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** The cheapest way, by dynamic programming over the place of the last cut. */
    private List<Integer> cut(int[] descending) {
        int count = descending.length;
        int[] nextSize = new int[count];
        for (int i = count - 1; i >= 0; i--) {
            boolean last = i == count - 1 || descending[i + 1] < descending[i];
            nextSize[i] = last ? i + 1 : nextSize[i + 1];
        }
        double[] cost = new double[count + 1];
        Arrays.fill(cost, 1, count + 1, Double.POSITIVE_INFINITY);
        int[] startOfBatch = new int[count + 1];
        for (int start = 0; start < count; start++) {
            if (cost[start] < Double.POSITIVE_INFINITY) {
                int full = (int) Math.min(count, start + graphsOf(descending[start]));
                // Within graphs of equal size only a full batch ends: the next one pads the rest no
                // further.
                for (int end = start; end < full; ) {
                    end = Math.min(full, nextSize[end]);
                    double total =
                            cost[start]
                                    + (end - start) * edgesOf(descending[start])
                                    + BATCH_COST * maxEdges;
                    if (total < cost[end]) {
                        cost[end] = total;
                        startOfBatch[end] = start;
                    }
                }
            }
        }
        List<Integer> cuts = new ArrayList<>();
        for (int end = count; end > 0; end = startOfBatch[end]) {
            cuts.add(end);
        }
        Collections.reverse(cuts);
        return cuts;
    }

    /** How many graphs fit when the largest has n nodes. */
    private long graphsOf(int n) {
        return Math.max(1, Math.min(maxGraphs, (long) (maxEdges / Math.max(1, edgesOf(n)))));
    }

    private static double edgesOf(int n) {
        return n * (n - 1.0);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "size buckets: expected " + name + " >= 1, got " + value);
        }
    }
}

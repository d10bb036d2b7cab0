/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Sampler;
import io.egnn.graph.SizeBuckets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Batches of graphs of similar size, for {@link GraphDataset}s.
 *
 * <p>With shuffling every epoch has other batches, a function of seed and epoch; without, every
 * epoch has those of epoch 0. Its k-th use as a {@link Sampler} is epoch k, from 0.
 */
final class SimilarSizeSampler implements Sampler {

    private final int batchSize;
    private final boolean shuffle;
    private final long seed;
    private final AtomicInteger nextEpoch = new AtomicInteger();
    private @Nullable SizeBuckets buckets;

    SimilarSizeSampler(int batchSize, boolean shuffle, long seed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size: expected at least 1, got " + batchSize);
        }
        this.batchSize = batchSize;
        this.shuffle = shuffle;
        this.seed = seed;
    }

    SimilarSizeSampler withSeed(long newSeed) {
        return new SimilarSizeSampler(batchSize, shuffle, newSeed);
    }

    @Override
    public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
        return batches(graphs(dataset), nextEpoch.getAndIncrement()).iterator();
    }

    /**
     * The graphs of a data set.
     *
     * @throws IllegalArgumentException if it is none of graphs, as the parts that DJL splits one
     *     into
     */
    static GraphCollection graphs(RandomAccessDataset dataset) {
        if (dataset instanceof GraphDataset graphs) {
            return graphs.graphs();
        }
        throw new IllegalArgumentException(
                "batches of graphs: expected a GraphDataset, got %s; split the GraphCollection instead"
                        .formatted(dataset.getClass().getName()));
    }

    @Override
    public int getBatchSize() {
        return batchSize;
    }

    synchronized List<List<Long>> batches(GraphCollection graphs, int epoch) {
        if (buckets == null) {
            int[] sizes = graphs.sizes();
            long largest = 1;
            for (int size : sizes) {
                largest = Math.max(largest, (long) size * (size - 1));
            }
            // The edges that a full batch of the largest graphs has bound the number of no batch.
            buckets = new SizeBuckets(sizes, largest * batchSize, batchSize);
        }
        return buckets.batches(seed, shuffle ? epoch : 0);
    }
}

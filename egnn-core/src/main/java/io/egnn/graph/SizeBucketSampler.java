/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Sampler;
import java.util.Iterator;
import java.util.List;

/**
 * Samples a data set of graphs in the batches of {@link SizeBuckets}, other ones in every epoch.
 *
 * <p>Each call of {@link #sample} is one epoch. The batches depend on the seed and the number of
 * the epoch only, so that a training that was interrupted goes on with the same batches after
 * {@link #setEpoch}.
 */
public final class SizeBucketSampler implements Sampler {

    private final SizeBuckets buckets;
    private final long seed;
    private int epoch;

    /**
     * Starts at epoch 0.
     *
     * @param buckets the sizes of the graphs, in the order of the data set, and the bounds of a
     *     batch
     * @param seed any number
     */
    public SizeBucketSampler(SizeBuckets buckets, long seed) {
        this.buckets = buckets;
        this.seed = seed;
    }

    /**
     * Chooses the epoch that the next call of {@link #sample} gives.
     *
     * @param epoch at least 0
     * @throws IllegalArgumentException if the epoch is negative
     */
    public void setEpoch(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("expected an epoch >= 0, got " + epoch);
        }
        this.epoch = epoch;
    }

    /**
     * The batches of the next epoch.
     *
     * @param dataset a data set with as many samples as there are sizes
     * @return indices of samples, batch by batch
     * @throws IllegalArgumentException if the data set has another number of samples
     */
    @Override
    public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
        if (dataset.size() != buckets.size()) {
            throw new IllegalArgumentException(
                    "size buckets of "
                            + buckets.size()
                            + " graphs do not fit a data set of "
                            + dataset.size());
        }
        return buckets.batches(seed, epoch++).iterator();
    }

    /**
     * The number of graphs differs from batch to batch.
     *
     * @return -1
     */
    @Override
    public int getBatchSize() {
        return -1;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.random;

import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Sampler;
import io.egnn.training.DrawSeed;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Batches whose order is a function of seed and epoch, so that a resumed training sees what an
 * uninterrupted one sees.
 *
 * <p>As a {@link Sampler} it counts: its k-th use gives the batches of epoch k, from 0. {@link
 * #atEpoch} gives those of any epoch and does not count.
 */
public final class EpochSampler implements Sampler {

    private final int batchSize;
    private final boolean shuffle;
    private final boolean dropLast;
    private final long seed;
    private final AtomicInteger nextEpoch = new AtomicInteger();

    /**
     * Creates a sampler that stands before epoch 0.
     *
     * @param batchSize samples of a batch, at least 1
     * @param shuffle whether every epoch has an order of its own; otherwise samples come in their
     *     own order
     * @param dropLast whether to leave out an incomplete last batch
     * @param seed seed of the shuffling
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public EpochSampler(int batchSize, boolean shuffle, boolean dropLast, long seed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size: expected at least 1, got " + batchSize);
        }
        this.batchSize = batchSize;
        this.shuffle = shuffle;
        this.dropLast = dropLast;
        this.seed = seed;
    }

    /**
     * The same sampler with another seed, standing before epoch 0.
     *
     * @param newSeed seed of the shuffling
     * @return a new sampler
     */
    public EpochSampler withSeed(long newSeed) {
        return new EpochSampler(batchSize, shuffle, dropLast, newSeed);
    }

    /**
     * The batches of one epoch, whenever they are asked for.
     *
     * @param epoch counted from 0
     * @return a sampler that always gives the batches of this epoch
     * @throws IllegalArgumentException if the epoch is negative
     */
    public Sampler atEpoch(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch: expected at least 0, got " + epoch);
        }
        return new Sampler() {
            @Override
            public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
                return batches(dataset.size(), epoch);
            }

            @Override
            public int getBatchSize() {
                return batchSize;
            }
        };
    }

    @Override
    public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
        return batches(dataset.size(), nextEpoch.getAndIncrement());
    }

    @Override
    public int getBatchSize() {
        return batchSize;
    }

    private Iterator<List<Long>> batches(long size, int epoch) {
        long[] order = LongStream.range(0, size).toArray();
        if (shuffle) {
            shuffle(order, epoch);
        }
        int whole = order.length / batchSize;
        int count = dropLast || order.length % batchSize == 0 ? whole : whole + 1;
        return IntStream.range(0, count).mapToObj(k -> batch(order, k)).iterator();
    }

    private List<Long> batch(long[] order, int k) {
        int from = k * batchSize;
        int to = from + Math.min(batchSize, order.length - from);
        return Arrays.stream(order, from, to).boxed().toList();
    }

    private void shuffle(long[] order, int epoch) {
        SplittableRandom random = new SplittableRandom(DrawSeed.of(seed, epoch));
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.SimplePaddingStackBatchifier;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.RealArray;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Graphs for an autoencoder: noise and adjacency in, adjacency to be read back, as {@link
 * GraphTensors} has them.
 *
 * <p>Noise is drawn anew in every epoch, and batches hold graphs of similar size; both are
 * functions of seed and epoch. The k-th use of the data is epoch k from 0, and {@link #batches}
 * gives any epoch.
 */
public abstract class GraphDataset extends RandomAccessDataset {

    private final AtomicInteger nextEpoch = new AtomicInteger();
    private final NoiseSource noise;
    private final int dimension;
    private final DataType dataType;
    private @Nullable GraphCollection all;

    /**
     * Takes what all builders have.
     *
     * @param builder the builder
     */
    protected GraphDataset(GraphBuilder<?> builder) {
        super(builder);
        noise = builder.noise == null ? NoiseSource.seeded(builder.seed) : builder.noise;
        dimension = builder.dimension;
        dataType = builder.dataType;
    }

    /**
     * Draws or copies the graphs; called once.
     *
     * @return all graphs, without regard to the limit
     */
    protected abstract GraphCollection load();

    /**
     * The graphs of this data set.
     *
     * @return the graphs up to the limit
     */
    public final GraphCollection graphs() {
        return all().first(Math.toIntExact(size()));
    }

    /**
     * The length n of the noise of each node.
     *
     * @return at least 1
     */
    public final int dimension() {
        return dimension;
    }

    @Override
    public final void prepare(@Nullable Progress progress) {
        all();
    }

    /**
     * The batches of one epoch, as often as they are asked for; {@code graphs::batches} is a {@link
     * io.egnn.training.BatchSource}.
     *
     * @param manager takes the batches
     * @param epoch counted from 0; also the number of the noise's draw
     * @return the batches, to be gone through once; each is to be closed
     * @throws IllegalArgumentException if the epoch is negative
     */
    public final Iterable<Batch> batches(NDManager manager, int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch: expected at least 0, got " + epoch);
        }
        Sampler order =
                sampler instanceof SimilarSizeSampler similar ? atEpoch(similar, epoch) : sampler;
        return new GraphBatches(
                this, manager, order, dataBatchifier, labelBatchifier, device, epoch);
    }

    /**
     * The number of batches of an epoch.
     *
     * @return at least 1
     * @throws IllegalStateException if the data set was built with a sampler of somebody's own
     */
    public final int batchesPerEpoch() {
        if (sampler instanceof SimilarSizeSampler similar) {
            return similar.batches(graphs(), 0).size();
        }
        throw new IllegalStateException(
                "batches of an epoch: expected setSampling(int, boolean), got "
                        + sampler.getClass().getName());
    }

    @Override
    public final Iterable<Batch> getData(
            NDManager manager, Sampler order, @Nullable ExecutorService executor)
            throws IOException, TranslateException {
        if (pipeline != null || targetPipeline != null) {
            return super.getData(manager, order, executor);
        }
        return new GraphBatches(
                this,
                manager,
                order,
                dataBatchifier,
                labelBatchifier,
                device,
                nextEpoch.getAndIncrement());
    }

    /**
     * {@inheritDoc}
     *
     * <p>The noise is that of epoch 0.
     */
    @Override
    public final Record get(NDManager manager, long index) {
        List<Long> one = List.of(index);
        GraphTensors tensors = tensors(one);
        GraphBatch batch = tensors.inputs(manager, dimension, noise(one, 0));
        return new Record(
                new GraphBatchifier().unbatchify(batch.toNDList())[0],
                new SimplePaddingStackBatchifier().unbatchify(tensors.labels(manager))[0]);
    }

    @Override
    protected final long availableSize() {
        return all().size();
    }

    final GraphTensors tensors(List<Long> indices) {
        GraphCollection graphs = all();
        return new GraphTensors(
                indices.stream().map(index -> graphs.graphs().get(Math.toIntExact(index))).toList(),
                dataType);
    }

    final List<RandomGenerator> noise(List<Long> indices, int draw) {
        return indices.stream().map(index -> noise.generator(index, draw)).toList();
    }

    private static Sampler atEpoch(SimilarSizeSampler similar, int epoch) {
        return new Sampler() {
            @Override
            public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
                return similar.batches(SimilarSizeSampler.graphs(dataset), epoch).iterator();
            }

            @Override
            public int getBatchSize() {
                return similar.getBatchSize();
            }
        };
    }

    private synchronized GraphCollection all() {
        GraphCollection graphs = all;
        if (graphs == null) {
            graphs = load();
            all = graphs;
        }
        return graphs;
    }

    /**
     * What all data sets of graphs can be asked for; {@code setSampling} is required.
     *
     * @param <T> the builder itself
     */
    public abstract static class GraphBuilder<T extends GraphBuilder<T>> extends BaseBuilder<T> {

        private @Nullable NoiseSource noise;
        private long seed;
        private int dimension = 8;
        private DataType dataType = DataType.FLOAT32;

        /** Joins samples as {@link GraphBatchifier} does, and labels with padding. */
        protected GraphBuilder() {
            dataBatchifier = new GraphBatchifier();
            labelBatchifier = new SimplePaddingStackBatchifier();
        }

        /**
         * Sets the length n of the noise of each node; 8 unless set, as in the paper.
         *
         * @param length at least 1
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public T optDimension(int length) {
            if (length < 1) {
                throw new IllegalArgumentException("dimension: expected at least 1, got " + length);
            }
            dimension = length;
            return self();
        }

        /**
         * Sets the seed of batches and noise, 0 by default. That of the graphs is another one.
         *
         * @param value any number
         * @return this builder
         */
        public T optSeed(long value) {
            seed = value;
            return self();
        }

        /**
         * Sets where the noise comes from; from the seed unless set.
         *
         * @param source the source
         * @return this builder
         */
        public T optNoise(NoiseSource source) {
            noise = source;
            return self();
        }

        /**
         * Sets the type of all arrays.
         *
         * @param type float32 (the default) or float64
         * @return this builder
         * @throws IllegalArgumentException if it is another one
         */
        public T optDataType(DataType type) {
            dataType = RealArray.checkType(type);
            return self();
        }

        /**
         * {@inheritDoc}
         *
         * <p>Batches hold graphs of similar size, at most so many; every graph is in one of them.
         *
         * @throws IllegalArgumentException if the batch size is not positive
         */
        @Override
        public T setSampling(int batchSize, boolean random, boolean dropLast) {
            return setSampling(new SimilarSizeSampler(batchSize, random, 0));
        }

        /** Gives the seed to the batches; to be called when building. */
        protected final void seedSampling() {
            if (limit < 1) {
                throw new IllegalArgumentException("limit: expected at least 1, got " + limit);
            }
            if (sampler instanceof SimilarSizeSampler similar) {
                sampler = similar.withSeed(seed);
            }
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.RealArray;
import io.egnn.datasets.random.EpochSampler;
import io.egnn.graph.GraphBatch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Charged particles and where they will be: the data set of section 5.1.
 *
 * <p>Data of a batch: the list of a {@link GraphBatch} with the {@link ParticleFeatures} asked for.
 * Labels: the positions to be predicted, (B, N, n), in length units of the simulator.
 *
 * <p>The standard sets are simulated at the first {@link #prepare} on a machine, which takes
 * seconds, and then kept in DJL's cache folder. Shuffling is a function of seed and epoch: the k-th
 * use of the data is epoch k from 0, and {@link #batches} gives any epoch.
 */
public final class NBody extends RandomAccessDataset {

    /**
     * The samples of a standard training set that are used where no limit is set, as in the paper.
     */
    public static final int TRAINING_SAMPLES = 3_000;

    private final Source source;
    private final Usage usage;
    private final ParticleFeatures features;
    private final DataType dataType;
    private @Nullable NBodyTrajectories prepared;

    private NBody(Builder builder) {
        super(builder);
        source = builder.source;
        usage = builder.usage;
        features = builder.features;
        dataType = builder.dataType;
    }

    /**
     * A builder of the standard training set with the inputs of the paper.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void prepare(@Nullable Progress progress) {
        prepared(progress);
    }

    /**
     * The samples of this data set, prepared if need be.
     *
     * @return the trajectories up to the limit
     */
    public NBodyTrajectories trajectories() {
        return prepared(null).first(Math.toIntExact(size()));
    }

    /**
     * The batches of one epoch, as often as they are asked for; {@code nbody::batches} is a {@link
     * io.egnn.training.BatchSource}.
     *
     * @param manager takes the batches
     * @param epoch counted from 0
     * @return the batches, to be gone through once; each is to be closed
     * @throws IllegalArgumentException if the epoch is negative
     * @throws IllegalStateException if the data set was built with a sampler that knows no epochs
     */
    public Iterable<Batch> batches(NDManager manager, int epoch) {
        if (sampler instanceof EpochSampler epochs) {
            return bulk(manager, epochs.atEpoch(epoch), null);
        }
        throw new IllegalStateException(
                "batches of an epoch: expected an EpochSampler, as setSampling(int, boolean) makes, got "
                        + sampler.getClass().getName());
    }

    @Override
    public Iterable<Batch> getData(
            NDManager manager, Sampler sampler, @Nullable ExecutorService executorService)
            throws IOException, TranslateException {
        if (pipeline != null || targetPipeline != null) {
            return super.getData(manager, sampler, executorService);
        }
        return bulk(manager, sampler, executorService);
    }

    @Override
    public Record get(NDManager manager, long index) {
        NBodyTrajectories all = prepared(null);
        int s = Math.toIntExact(index);
        double[] target = all.flatTarget(s);
        return new Record(
                features.sample(manager, all.system(s), dataType),
                new NDList(
                        RealArray.of(manager, target, dataType, all.particles(), all.dimension())));
    }

    @Override
    protected long availableSize() {
        return prepared(null).size();
    }

    /** The input of a batch. */
    NDList data(NDManager manager, List<Long> indices) {
        NBodyTrajectories all = prepared(null);
        ParticleTensors tensors =
                new ParticleTensors(features, indices.size(), all.particles(), all.dimension());
        for (long index : indices) {
            int s = Math.toIntExact(index);
            tensors.add(all.flatPositions(s), all.flatVelocities(s), all.flatCharges(s));
        }
        return tensors.toBatch(manager, dataType).toNDList();
    }

    /** The positions to be predicted for a batch. */
    NDList labels(NDManager manager, List<Long> indices) {
        NBodyTrajectories all = prepared(null);
        int width = all.particles() * all.dimension();
        double[] targets = new double[indices.size() * width];
        for (int b = 0; b < indices.size(); b++) {
            int s = Math.toIntExact(indices.get(b));
            System.arraycopy(all.flatTarget(s), 0, targets, b * width, width);
        }
        return new NDList(
                RealArray.of(
                        manager,
                        targets,
                        dataType,
                        indices.size(),
                        all.particles(),
                        all.dimension()));
    }

    private Iterable<Batch> bulk(
            NDManager manager, Sampler order, @Nullable ExecutorService executor) {
        return new NBodyBatches(
                this,
                manager,
                order,
                dataBatchifier,
                labelBatchifier,
                executor,
                prefetchNumber,
                device);
    }

    private synchronized NBodyTrajectories prepared(@Nullable Progress progress) {
        NBodyTrajectories result = prepared;
        if (result == null) {
            result = source.get(usage, progress);
            prepared = result;
        }
        return result;
    }

    /** Where trajectories come from. */
    @FunctionalInterface
    private interface Source {
        NBodyTrajectories get(Usage usage, @Nullable Progress progress);
    }

    /** Builds an {@link NBody} data set; {@code setSampling} is required. */
    public static final class Builder extends BaseBuilder<Builder> {

        private Source source = NBodyVariant.NBODY_SMALL::trajectories;
        private boolean standard = true;
        private Usage usage = Usage.TRAIN;
        private ParticleFeatures features = ParticleFeatures.PAPER;
        private DataType dataType = DataType.FLOAT32;
        private @Nullable Long seed;

        private Builder() {}

        /**
         * Sets which of the standard or generated trajectories are wanted.
         *
         * @param usage training (the default), validation or test
         * @return this builder
         */
        public Builder optUsage(Usage usage) {
            this.usage = usage;
            return this;
        }

        /**
         * Takes a standard data set; its training set is limited to {@value NBody#TRAINING_SAMPLES}
         * samples where {@code optLimit} says nothing else.
         *
         * @param variant the data set, {@link NBodyVariant#NBODY_SMALL} by default
         * @return this builder
         */
        public Builder optVariant(NBodyVariant variant) {
            source = variant::trajectories;
            standard = true;
            return this;
        }

        /**
         * Takes freshly simulated trajectories, which are not cached.
         *
         * @param generator says which
         * @return this builder
         */
        public Builder optGenerator(NBodyGenerator generator) {
            source = generator::generate;
            standard = false;
            return this;
        }

        /**
         * Takes somebody else's trajectories, whatever the usage.
         *
         * @param trajectories the data
         * @return this builder
         */
        public Builder optData(NBodyTrajectories trajectories) {
            source = (anyUsage, progress) -> trajectories;
            standard = false;
            return this;
        }

        /**
         * Sets what the network sees.
         *
         * @param features the inputs of the paper by default
         * @return this builder
         */
        public Builder optFeatures(ParticleFeatures features) {
            this.features = features;
            return this;
        }

        /**
         * Sets the type of all arrays.
         *
         * @param dataType float32 (the default) or float64
         * @return this builder
         */
        public Builder optDataType(DataType dataType) {
            this.dataType = dataType;
            return this;
        }

        /**
         * Sets the seed of the shuffling, 0 by default.
         *
         * @param seed any number
         * @return this builder
         */
        public Builder optSeed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * {@inheritDoc}
         *
         * <p>The order is a function of seed and epoch.
         */
        @Override
        public Builder setSampling(int batchSize, boolean random, boolean dropLast) {
            return setSampling(new EpochSampler(batchSize, random, dropLast, 0));
        }

        /**
         * Builds the data set.
         *
         * @return the data set, not yet prepared
         * @throws IllegalArgumentException if the limit is not positive, or the type is neither
         *     float32 nor float64
         */
        public NBody build() {
            if (limit < 1) {
                throw new IllegalArgumentException("limit: expected at least 1, got " + limit);
            }
            RealArray.checkType(dataType);
            if (standard && usage == Usage.TRAIN && limit == Long.MAX_VALUE) {
                limit = TRAINING_SAMPLES;
            }
            if (seed != null && sampler instanceof EpochSampler epochs) {
                sampler = epochs.withSeed(seed);
            }
            return new NBody(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import ai.djl.ndarray.NDArray;
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
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import io.egnn.graph.SizeBucketSampler;
import io.egnn.graph.SizeBuckets;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Molecules and their properties: the data set of section 5.3, or one with labels of one's own.
 *
 * <p>{@link MoleculeFiles} reads the molecules.
 *
 * <p>Data of a batch: the list of a {@link GraphBatch} with {@link MoleculeFeatures}. Labels: (B,
 * T), the targets after {@link LabelScaling}.
 *
 * <p>Batches hold molecules of similar size, bounded by the edges of the padded batch. They are a
 * function of seed and epoch: the k-th use of the data is epoch k from 0, and {@link #batches}
 * gives any epoch.
 */
public final class QM9 extends RandomAccessDataset {

    /** Directed edges of a padded batch, at most, unless set: about 48 molecules of QM9. */
    public static final int MAX_EDGES = 15_000;

    /** Molecules of a batch, at most, as in the paper. */
    public static final int MAX_MOLECULES = 96;

    private final MoleculeTable table;
    private final LabelScaling scaling;
    private final SizeBuckets buckets;
    private final long seed;
    private final DataType dataType;

    /** (M, T), made once. */
    private final double[][] labels;

    private QM9(Builder builder, MoleculeTable table, LabelScaling scaling, SizeBuckets buckets) {
        super(builder);
        this.table = table;
        this.scaling = scaling;
        this.buckets = buckets;
        seed = builder.seed;
        dataType = builder.dataType;
        labels = new double[table.size()][];
        for (int m = 0; m < labels.length; m++) {
            labels[m] = scaling.scaled(table, m);
        }
    }

    /**
     * A builder.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void prepare(@Nullable Progress progress) {
        // Everything was read when the data set was built.
    }

    /**
     * The molecules.
     *
     * @return the table
     */
    public MoleculeTable table() {
        return table;
    }

    /**
     * How labels are scaled.
     *
     * @return the scaling, which belongs to every model trained on this
     */
    public LabelScaling scaling() {
        return scaling;
    }

    /**
     * The number of batches of an epoch.
     *
     * @return the same in every epoch
     */
    public int batchesPerEpoch() {
        return buckets.batches(seed, 0).size();
    }

    /**
     * The batches of one epoch, as often as they are asked for; {@code qm9::batches} is a {@link
     * io.egnn.training.BatchSource}.
     *
     * @param manager takes the batches
     * @param epoch counted from 0
     * @return the batches, to be gone through once; each is to be closed
     * @throws IllegalArgumentException if the epoch is negative
     */
    public Iterable<Batch> batches(NDManager manager, int epoch) {
        SizeBucketSampler order = new SizeBucketSampler(buckets, seed);
        order.setEpoch(epoch);
        return bulk(manager, order);
    }

    @Override
    public Iterable<Batch> getData(
            NDManager manager, Sampler sampler, @Nullable ExecutorService executorService)
            throws IOException, TranslateException {
        if (pipeline != null || targetPipeline != null) {
            return super.getData(manager, sampler, executorService);
        }
        return bulk(manager, sampler);
    }

    private Iterable<Batch> bulk(NDManager manager, Sampler order) {
        return () -> batches(manager, order.sample(this));
    }

    private Iterator<Batch> batches(NDManager manager, Iterator<List<Long>> indices) {
        return new Iterator<>() {
            private int done;

            @Override
            public boolean hasNext() {
                return indices.hasNext();
            }

            @Override
            public Batch next() {
                List<Long> batch = indices.next();
                done += batch.size();
                return batch(manager, batch, done);
            }
        };
    }

    private Batch batch(NDManager manager, List<Long> indices, int done) {
        NDManager own = device == null ? manager.newSubManager() : manager.newSubManager(device);
        return new Batch(
                own,
                MoleculeFeatures.batch(own, table, indices, dataType).toNDList(),
                new NDList(labels(own, indices)),
                indices.size(),
                dataBatchifier,
                labelBatchifier,
                done,
                size(),
                indices);
    }

    private NDArray labels(NDManager manager, List<Long> indices) {
        int targets = scaling.targets().size();
        double[] values = new double[indices.size() * targets];
        for (int b = 0; b < indices.size(); b++) {
            System.arraycopy(labels[indices.get(b).intValue()], 0, values, b * targets, targets);
        }
        return RealArray.of(manager, values, dataType, indices.size(), targets);
    }

    @Override
    public Record get(NDManager manager, long index) {
        NDList graph = new NDList();
        for (NDArray array :
                MoleculeFeatures.batch(manager, table, List.of(index), dataType).toNDList()) {
            graph.add(array.size() == 0 ? array : withoutBatchAxis(array));
        }
        return new Record(graph, new NDList(withoutBatchAxis(labels(manager, List.of(index)))));
    }

    /** A copy: a view would be lost with the array that it views, which nobody keeps. */
    private static NDArray withoutBatchAxis(NDArray array) {
        return array.squeeze(0).duplicate();
    }

    @Override
    protected long availableSize() {
        return table.size();
    }

    /** Builds a {@link QM9} data set; {@code setTable} and {@code setScaling} are required. */
    public static final class Builder extends BaseBuilder<Builder> {

        private @Nullable MoleculeTable table;
        private @Nullable LabelScaling scaling;
        private DataType dataType = DataType.FLOAT32;
        private int maxEdges = MAX_EDGES;
        private int maxMolecules = MAX_MOLECULES;
        private long seed;
        private @Nullable SizeBucketSampler ownSampler;

        private Builder() {
            dataBatchifier = new GraphBatchifier();
        }

        /**
         * Sets the molecules.
         *
         * @param value the molecules with their labels
         * @return this builder
         */
        public Builder setTable(MoleculeTable value) {
            table = value;
            return this;
        }

        /**
         * Sets the targets.
         *
         * @param value how they are scaled, fitted on the molecules to train on
         * @return this builder
         */
        public Builder setScaling(LabelScaling value) {
            scaling = value;
            return this;
        }

        /**
         * Sets how large a batch is.
         *
         * @param edges directed edges of the padded batch, at most; {@value QM9#MAX_EDGES} unless
         *     set
         * @param molecules at most; {@value QM9#MAX_MOLECULES} unless set
         * @return this builder
         */
        public Builder optBatch(int edges, int molecules) {
            maxEdges = edges;
            maxMolecules = molecules;
            return this;
        }

        /**
         * Sets the type of all arrays.
         *
         * @param value float32 (the default) or float64
         * @return this builder
         */
        public Builder optDataType(DataType value) {
            dataType = value;
            return this;
        }

        /**
         * Sets the seed of the batches, 0 by default.
         *
         * @param value any number
         * @return this builder
         */
        public Builder optSeed(long value) {
            seed = value;
            return this;
        }

        /**
         * Builds the data set.
         *
         * @return the data set
         * @throws IllegalArgumentException if molecules or scaling are missing, a molecule has
         *     other elements than {@link MoleculeFeatures#ELEMENTS}, the limit is not positive, the
         *     type is neither float32 nor float64, or {@code setSampling} was called with anything
         *     but a {@link SizeBucketSampler}
         */
        public QM9 build() {
            MoleculeTable molecules = table;
            LabelScaling labels = scaling;
            if (molecules == null || labels == null) {
                throw new IllegalArgumentException(
                        "QM9: expected setTable and setScaling to be called");
            }
            RealArray.checkType(dataType);
            if (limit < 1) {
                throw new IllegalArgumentException("limit: expected at least 1, got " + limit);
            }
            if (sampler != null && !(sampler instanceof SizeBucketSampler)) {
                throw new IllegalArgumentException(
                        "QM9: expected optBatch(edges, molecules) instead of setSampling");
            }
            int size = (int) Math.min(limit, molecules.size());
            if (size < molecules.size()) {
                molecules = molecules.select(IntStream.range(0, size).toArray());
            }
            SizeBuckets buckets = new SizeBuckets(molecules.sizes(), maxEdges, maxMolecules);
            if (sampler == null || sampler == ownSampler) {
                ownSampler = new SizeBucketSampler(buckets, seed);
                sampler = ownSampler;
            }
            return new QM9(this, molecules, labels, buckets);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}

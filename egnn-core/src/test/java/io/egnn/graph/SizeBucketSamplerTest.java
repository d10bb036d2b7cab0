/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.translate.SimplePaddingStackBatchifier;
import ai.djl.util.Progress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizeBucketSamplerTest {

    private static final int[] SIZES = {2, 5, 3, 5, 2, 4, 3, 1, 2};

    /** Graph i has SIZES[i] nodes, the feature i at each, and the label i at each. */
    private static final class Graphs extends RandomAccessDataset {

        private Graphs(Builder builder) {
            super(builder);
        }

        @Override
        public Record get(NDManager manager, long index) {
            int nodes = SIZES[(int) index];
            NDArray h = manager.full(new Shape(nodes, 1), (float) index, DataType.FLOAT64);
            NDList data = new NDList(h, manager.ones(new Shape(nodes, 3), DataType.FLOAT64));
            for (int i = 2; i < GraphBatch.NAMES.size(); i++) {
                data.add(manager.create(new Shape(0)));
            }
            return new Record(data, new NDList(h.duplicate(), manager.ones(new Shape(nodes))));
        }

        @Override
        protected long availableSize() {
            return SIZES.length;
        }

        @Override
        public void prepare(@Nullable Progress progress) {
            // Made on demand.
        }

        private static final class Builder extends BaseBuilder<Builder> {

            @Override
            protected Builder self() {
                return this;
            }

            Graphs build() {
                return new Graphs(this);
            }
        }
    }

    private static Graphs graphs(SizeBucketSampler sampler) {
        return new Graphs.Builder()
                .setSampling(sampler)
                .optDataBatchifier(new GraphBatchifier())
                .optLabelBatchifier(new SimplePaddingStackBatchifier())
                .build();
    }

    @Test
    void aDatasetComesInPaddedBatchesWithPaddedLabels() throws Exception {
        SizeBucketSampler sampler = new SizeBucketSampler(new SizeBuckets(SIZES, 40, 3), 1);
        List<Double> seen = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            for (Batch batch : graphs(sampler).getData(manager)) {
                try (batch) {
                    GraphBatch graphs = GraphBatch.of(batch.getData());
                    NDList labels = batch.getLabels();
                    assertThat(labels.get(0).toDoubleArray())
                            .containsExactly(graphs.features().toDoubleArray());
                    NDArray labelMask = labels.get(1);
                    if (graphs.nodeMask() == null) {
                        assertThat(labelMask.min().getFloat()).isEqualTo(1);
                    } else {
                        assertThat(labelMask.toType(DataType.FLOAT64, true))
                                .isEqualTo(graphs.nodeMask());
                    }
                    for (double h : graphs.features().get(":, 0, 0").toDoubleArray()) {
                        seen.add(h);
                    }
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(0., 1., 2., 3., 4., 5., 6., 7., 8.);
    }

    @Test
    void theSamplerCountsEpochsAndCanBeSetBack() {
        SizeBuckets buckets = new SizeBuckets(SIZES, 40, 3);
        SizeBucketSampler sampler = new SizeBucketSampler(buckets, 9);
        Graphs dataset = graphs(sampler);
        assertThat(read(sampler.sample(dataset))).isEqualTo(buckets.batches(9, 0));
        assertThat(read(sampler.sample(dataset))).isEqualTo(buckets.batches(9, 1));
        sampler.setEpoch(1);
        assertThat(read(sampler.sample(dataset))).isEqualTo(buckets.batches(9, 1));
        assertThat(read(sampler.sample(dataset))).isEqualTo(buckets.batches(9, 2));
    }

    private static List<List<Long>> read(Iterator<List<Long>> batches) {
        List<List<Long>> list = new ArrayList<>();
        batches.forEachRemaining(list::add);
        return list;
    }

    @Test
    void sizesOfAnotherDatasetAreRefused() {
        SizeBucketSampler sampler = new SizeBucketSampler(new SizeBuckets(new int[] {3}, 40, 3), 1);
        Graphs dataset = graphs(sampler);
        assertThatThrownBy(() -> sampler.sample(dataset))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("1 graphs", "data set of 9");
        assertThatThrownBy(() -> sampler.setEpoch(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got -1");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.training.dataset.Sampler;
import ai.djl.util.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EpochSamplerTest {

    private final RandomAccessDataset tenSamples = new Sized(10);

    @Test
    void everyEpochHasEverySampleOnceInAnOrderOfItsOwn() {
        EpochSampler sampler = new EpochSampler(4, true, false, 1);

        List<List<Long>> first = epoch(sampler);
        List<List<Long>> second = epoch(sampler);

        assertThat(first).extracting(List::size).containsExactly(4, 4, 2);
        assertThat(flat(first)).containsExactlyInAnyOrderElementsOf(range(10));
        assertThat(flat(second)).containsExactlyInAnyOrderElementsOf(range(10));
        assertThat(flat(first)).isNotEqualTo(flat(second)).isNotEqualTo(range(10));
    }

    @Test
    void anyEpochCanBeAskedForAtAnyTime() {
        EpochSampler counting = new EpochSampler(4, true, false, 7);
        EpochSampler resumed = new EpochSampler(4, true, false, 7);
        epoch(counting);
        epoch(counting);

        List<List<Long>> third = epoch(counting);

        assertThat(epoch(resumed.atEpoch(2))).isEqualTo(third);
        assertThat(epoch(resumed.atEpoch(2))).isEqualTo(third);
        assertThat(epoch(resumed)).isEqualTo(epoch(resumed.atEpoch(0)));
    }

    @Test
    void seedsGiveDifferentOrdersInEveryEpoch() {
        EpochSampler one = new EpochSampler(10, true, false, 1);
        EpochSampler two = one.withSeed(2);

        assertThat(epoch(one.atEpoch(0))).isNotEqualTo(epoch(two.atEpoch(0)));
        assertThat(epoch(one.atEpoch(1))).isNotEqualTo(epoch(two.atEpoch(0)));
    }

    @Test
    void anUnshuffledSamplerKeepsTheOrderAndMayDropTheLastBatch() {
        EpochSampler sampler = new EpochSampler(4, false, true, 0);

        assertThat(epoch(sampler))
                .containsExactly(List.of(0L, 1L, 2L, 3L), List.of(4L, 5L, 6L, 7L));
        assertThat(sampler.getBatchSize()).isEqualTo(4);
    }

    @Test
    void oneBatchMayHoldMoreThanThereIs() {
        assertThat(epoch(new EpochSampler(Integer.MAX_VALUE, false, false, 0)))
                .containsExactly(range(10));
        assertThat(epoch(new EpochSampler(Integer.MAX_VALUE, false, true, 0))).isEmpty();
        assertThat(epoch(new EpochSampler(5, false, false, 0))).hasSize(2);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new EpochSampler(0, true, false, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch size: expected at least 1, got 0");
        assertThatThrownBy(() -> new EpochSampler(1, true, false, 0).atEpoch(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epoch: expected at least 0, got -1");
    }

    private List<List<Long>> epoch(Sampler sampler) {
        List<List<Long>> batches = new ArrayList<>();
        sampler.sample(tenSamples).forEachRemaining(batches::add);
        return batches;
    }

    private static List<Long> flat(List<List<Long>> batches) {
        return batches.stream().flatMap(List::stream).toList();
    }

    private static List<Long> range(int size) {
        return LongStream.range(0, size).boxed().toList();
    }

    /** A data set of which only the size is asked for. */
    private static final class Sized extends RandomAccessDataset {

        private final int available;

        Sized(int available) {
            super(new NoBuilder().setSampling(1, false));
            this.available = available;
        }

        @Override
        public Record get(NDManager manager, long index) {
            throw new UnsupportedOperationException("only the size is asked for");
        }

        @Override
        protected long availableSize() {
            return available;
        }

        @Override
        public void prepare(Progress progress) {}
    }

    private static final class NoBuilder extends RandomAccessDataset.BaseBuilder<NoBuilder> {
        @Override
        protected NoBuilder self() {
            return this;
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.training.dataset.Record;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.translate.Batchifier;
import io.egnn.graph.GraphBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NBodyTest {

    private static final NBodyGenerator GENERATOR =
            NBodyGenerator.builder().optSeed(1).optSamples(10, 4, 3).build();

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(ParticleFeatures.class)
    void batchesAreTheSamplesStacked(ParticleFeatures features) throws Exception {
        NBody nbody =
                NBody.builder()
                        .optGenerator(GENERATOR)
                        .optFeatures(features)
                        .setSampling(4, true)
                        .build();

        int batches = 0;
        for (Batch batch : nbody.getData(manager)) {
            List<Record> records = new ArrayList<>();
            for (Object index : batch.getIndices()) {
                records.add(nbody.get(manager, (Long) index));
            }
            assertEqualBatches(
                    batch.getData(), stack(records.stream().map(Record::getData).toList()));
            assertThat(batch.getLabels().get(0))
                    .isEqualTo(stack(records.stream().map(Record::getLabels).toList()).get(0));
            batch.close();
            batches++;
        }
        assertThat(batches).isEqualTo(3);
    }

    @Test
    void aBatchHasTheShapesOfAGraphBatch() throws Exception {
        NBody nbody =
                NBody.builder()
                        .optGenerator(GENERATOR)
                        .optUsage(Usage.VALIDATION)
                        .optDataType(DataType.FLOAT64)
                        .setSampling(3, false)
                        .build();

        Batch batch = nbody.getData(manager).iterator().next();

        GraphBatch graphs = GraphBatch.of(batch.getData());
        assertThat(graphs.features().getShape()).isEqualTo(new Shape(3, 5, 1));
        assertThat(graphs.coordinates().getShape()).isEqualTo(new Shape(3, 5, 3));
        assertThat(graphs.velocities().getShape()).isEqualTo(new Shape(3, 5, 3));
        assertThat(graphs.edgeAttributes().getShape()).isEqualTo(new Shape(3, 5, 5, 2));
        assertThat(graphs.coordinates().getDataType()).isEqualTo(DataType.FLOAT64);
        assertThat(batch.getLabels().singletonOrThrow().getShape()).isEqualTo(new Shape(3, 5, 3));
        assertThat(batch.getLabels().singletonOrThrow().get("2").toDoubleArray())
                .isEqualTo(nbody.trajectories().flatTarget(2));
        assertThat(batch.getSize()).isEqualTo(3);
        assertThat(batch.getProgress()).isEqualTo(3);
        assertThat(batch.getProgressTotal()).isEqualTo(4);
    }

    @Test
    void theKthUseOfTheDataIsEpochK() throws Exception {
        NBody first = shuffled(5);
        NBody resumed = shuffled(5);
        NBody otherSeed = shuffled(6);

        List<List<?>> epoch0 = order(first.getData(manager));
        List<List<?>> epoch1 = order(first.getData(manager));

        assertThat(order(resumed.batches(manager, 1))).isEqualTo(epoch1).isNotEqualTo(epoch0);
        assertThat(order(resumed.batches(manager, 1))).isEqualTo(epoch1);
        assertThat(order(resumed.getData(manager))).isEqualTo(epoch0);
        assertThat(order(otherSeed.batches(manager, 0))).isNotEqualTo(epoch0);
    }

    @Test
    void batchesFetchedAheadOnOtherThreadsAreTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<float[]> ahead = labels(shuffled(5).getData(manager, threads));
            List<float[]> one = labels(shuffled(5).getData(manager));
            assertThat(ahead).usingRecursiveComparison().isEqualTo(one);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void transformsAreApplied() throws Exception {
        NBody nbody =
                NBody.builder()
                        .optGenerator(GENERATOR)
                        .setSampling(10, false)
                        .addTargetTransform(array -> array.mul(2))
                        .build();
        NBody plain = NBody.builder().optGenerator(GENERATOR).setSampling(10, false).build();

        NDArray doubled = nbody.getData(manager).iterator().next().getLabels().get(0);

        assertThat(doubled)
                .isEqualTo(plain.getData(manager).iterator().next().getLabels().get(0).mul(2));
    }

    @Test
    void theStandardTrainingSetIsThatOfThePaperUnlessALimitIsSet() {
        assertThat(NBody.builder().setSampling(100, true).build().size()).isEqualTo(3_000);
        assertThat(NBody.builder().setSampling(100, true).optLimit(8_000).build().size())
                .isEqualTo(8_000);
        assertThat(
                        NBody.builder()
                                .setSampling(100, true)
                                .optUsage(Usage.TEST)
                                .optVariant(NBodyVariant.NBODY)
                                .build()
                                .size())
                .isEqualTo(2_000);
    }

    @Test
    void somebodyElsesTrajectoriesAreTakenAsTheyAre() {
        NBodyTrajectories mine = GENERATOR.generate(Usage.TEST, null);

        NBody nbody = NBody.builder().optData(mine).setSampling(2, false).optLimit(2).build();

        assertThat(nbody.size()).isEqualTo(2);
        assertThat(nbody.trajectories().sha256()).isEqualTo(mine.first(2).sha256());
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> NBody.builder().setSampling(1, false).optLimit(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit: expected at least 1, got 0");
        assertThatThrownBy(
                        () ->
                                NBody.builder()
                                        .setSampling(1, false)
                                        .optDataType(DataType.INT32)
                                        .build())
                .hasMessage("data type: expected float32 or float64, got int32");
        assertThatThrownBy(
                        () ->
                                NBody.builder()
                                        .optGenerator(GENERATOR)
                                        .setSampling(
                                                new BatchSampler(new SequenceSampler(), 2, false))
                                        .build()
                                        .batches(manager, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BatchSampler");
    }

    private static NBody shuffled(long seed) {
        return NBody.builder()
                .optGenerator(GENERATOR)
                .setSampling(3, true, true)
                .optSeed(seed)
                .build();
    }

    private static List<List<?>> order(Iterable<Batch> batches) {
        List<List<?>> order = new ArrayList<>();
        for (Batch batch : batches) {
            order.add(batch.getIndices());
            batch.close();
        }
        return order;
    }

    private static List<float[]> labels(Iterable<Batch> batches) {
        List<float[]> labels = new ArrayList<>();
        for (Batch batch : batches) {
            labels.add(batch.getLabels().get(0).toFloatArray());
            batch.close();
        }
        return labels;
    }

    private static NDList stack(List<NDList> samples) {
        return Batchifier.STACK.batchify(samples.toArray(NDList[]::new));
    }

    private static void assertEqualBatches(NDList actual, NDList expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int k = 0; k < actual.size(); k++) {
            if (actual.get(k).size() == 0) {
                assertThat(expected.get(k).size()).isZero();
            } else {
                assertThat(actual.get(k)).isEqualTo(expected.get(k));
            }
        }
    }
}

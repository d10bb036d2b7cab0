/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.translate.TranslateException;
import io.egnn.graph.GraphBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphDatasetTest {

    private static final GraphCollection GRAPHS = ErdosRenyiGenerator.standard(5, 60).generate();

    private NDManager manager;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void aBatchHoldsTheGraphsOfItsIndices() {
        GivenGraphs dataset = builder().setSampling(7, true).build();
        int seen = 0;
        for (Batch batch : dataset.batches(manager, 3)) {
            try (batch) {
                GraphBatch input = GraphBatch.of(batch.getData());
                NDArray joined = batch.getLabels().get(0);
                NDArray pairs = batch.getLabels().get(1);
                int nodes = (int) joined.getShape().get(1);
                for (int b = 0; b < batch.getSize(); b++) {
                    Adjacency graph = GRAPHS.graphs().get(Math.toIntExact(index(batch, b)));
                    float[] entries = joined.get(b).toFloatArray();
                    float[] counted = pairs.get(b).toFloatArray();
                    float[] attributes = input.edgeAttributes().get(b).toFloatArray();
                    for (int k = 0; k < nodes * nodes; k++) {
                        int i = k / nodes;
                        int j = k % nodes;
                        boolean present = i < graph.size() && j < graph.size();
                        assertThat(entries[k]).isEqualTo(present && graph.has(i, j) ? 1 : 0);
                        assertThat(counted[k]).isEqualTo(present && i != j ? 1 : 0);
                    }
                    assertThat(attributes).isEqualTo(entries);
                    seen++;
                }
                assertThat(input.coordinates().getShape())
                        .isEqualTo(new Shape(batch.getSize(), nodes, 8));
            }
        }
        assertThat(seen).isEqualTo(60);
    }

    @Test
    void partsThatAreNoGraphDatasetsAreRefused() throws IOException, TranslateException {
        RandomAccessDataset[] parts = builder().setSampling(6, true).build().randomSplit(1, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parts[0].getData(manager))
                .withMessageStartingWith("batches of graphs: expected a GraphDataset, got ")
                .withMessageEndingWith("; split the GraphCollection instead");
    }

    @Test
    void graphsOfOneSizeAreNotPadded() {
        GivenGraphs dataset = builder().setSampling(6, true).build();

        for (Batch batch : dataset.batches(manager, 0)) {
            try (batch) {
                assertThat(GraphBatch.of(batch.getData()).nodeMask()).isNull();
            }
        }
    }

    @Test
    void batchesAndNoiseAreAFunctionOfSeedAndEpoch() throws IOException, TranslateException {
        GivenGraphs dataset = builder().optSeed(4).setSampling(6, true).build();
        GivenGraphs same = builder().optSeed(4).setSampling(6, true).build();
        GivenGraphs other = builder().optSeed(5).setSampling(6, true).build();

        assertThat(noise(dataset.batches(manager, 2))).isEqualTo(noise(same.batches(manager, 2)));
        assertThat(noise(dataset.batches(manager, 2)))
                .isNotEqualTo(noise(dataset.batches(manager, 3)))
                .isNotEqualTo(noise(other.batches(manager, 2)));
        assertThat(noise(same.getData(manager))).isEqualTo(noise(dataset.batches(manager, 0)));
        assertThat(noise(same.getData(manager))).isEqualTo(noise(dataset.batches(manager, 1)));
    }

    @Test
    void withoutShufflingOnlyTheNoiseChanges() {
        GivenGraphs dataset = builder().setSampling(6, false).build();

        assertThat(order(dataset.batches(manager, 0)))
                .isEqualTo(order(dataset.batches(manager, 1)));
        assertThat(noise(dataset.batches(manager, 0)))
                .isNotEqualTo(noise(dataset.batches(manager, 1)));
    }

    @Test
    void theNoiseOfAGraphDoesNotDependOnItsBatch() {
        GivenGraphs one = builder().setSampling(1, false).build();
        GivenGraphs six = builder().setSampling(6, false).build();

        List<List<Float>> alone = noise(one.batches(manager, 1));
        List<List<Float>> together = noise(six.batches(manager, 1));

        assertThat(alone).containsExactlyInAnyOrderElementsOf(together);
    }

    @Test
    void theNoiseIsNormalOrComesFromWhereOneSays() {
        GivenGraphs normal = builder().optDimension(16).setSampling(60, false).build();
        GivenGraphs own =
                builder()
                        .optNoise((graph, draw) -> new SplittableRandom(9))
                        .setSampling(60, false)
                        .build();

        double[] drawn =
                noise(normal.batches(manager, 0)).stream()
                        .flatMap(List::stream)
                        .mapToDouble(Float::doubleValue)
                        .toArray();
        double first = new SplittableRandom(9).nextGaussian();

        double mean = Arrays.stream(drawn).average().orElseThrow();
        double variance = Arrays.stream(drawn).map(v -> v * v).average().orElseThrow();
        // Five standard errors of 11,040 draws.
        assertThat(mean).isCloseTo(0, within(0.05));
        assertThat(variance).isCloseTo(1, within(0.07));
        assertThat(noise(own.batches(manager, 0)))
                .allSatisfy(rows -> assertThat(rows.get(0)).isEqualTo((float) first));
    }

    @Test
    void samplesByThemselvesAreTheSame() {
        GivenGraphs dataset = builder().optDataType(DataType.FLOAT64).setSampling(1, false).build();
        Batch batch = dataset.batches(manager, 0).iterator().next();

        Record sample = dataset.get(manager, index(batch, 0));

        for (int k = 0; k < 8; k++) {
            NDArray whole = batch.getData().get(k);
            NDArray single = sample.getData().get(k);
            assertThat(single.getDataType()).isEqualTo(whole.getDataType());
            assertThat(single.size()).isEqualTo(whole.size());
            if (whole.size() > 0) {
                assertThat(single).isEqualTo(whole.get(0));
            }
        }
        assertThat(sample.getLabels().get(1)).isEqualTo(batch.getLabels().get(1).get(0));
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().optDimension(0))
                .withMessage("dimension: expected at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().setSampling(0, true))
                .withMessage("batch size: expected at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().optLimit(0).setSampling(1, true).build())
                .withMessage("limit: expected at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().optDataType(DataType.INT32))
                .withMessage("data type: expected float32 or float64, got int32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().setSampling(1, true).build().batches(manager, -1))
                .withMessage("epoch: expected at least 0, got -1");
    }

    private static GivenGraphs.Builder builder() {
        return GivenGraphs.builder(GRAPHS);
    }

    private static long index(Batch batch, int b) {
        return ((Number) batch.getIndices().get(b)).longValue();
    }

    private static List<Object> order(Iterable<Batch> batches) {
        List<Object> order = new ArrayList<>();
        for (Batch batch : batches) {
            try (batch) {
                order.add(batch.getIndices());
            }
        }
        return order;
    }

    /** The noise of every graph, batch by batch, without the padding. */
    private static List<List<Float>> noise(Iterable<Batch> batches) {
        List<List<Float>> noise = new ArrayList<>();
        for (Batch batch : batches) {
            try (batch) {
                NDArray x = GraphBatch.of(batch.getData()).coordinates();
                int dimension = (int) x.getShape().get(2);
                for (int b = 0; b < batch.getSize(); b++) {
                    int size = GRAPHS.graphs().get(Math.toIntExact(index(batch, b))).size();
                    List<Float> rows = new ArrayList<>();
                    float[] values = x.get(b).toFloatArray();
                    for (int k = 0; k < size * dimension; k++) {
                        rows.add(values[k]);
                    }
                    noise.add(rows);
                }
            }
        }
        return noise;
    }
}

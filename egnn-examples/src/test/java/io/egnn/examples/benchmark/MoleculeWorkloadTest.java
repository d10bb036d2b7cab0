/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MoleculeWorkloadTest {

    private final MoleculeWorkload workload = new MoleculeWorkload();

    @Test
    void sizesAreThoseOfQm9() {
        int[] sizes = workload.sizes();
        double mean = Arrays.stream(sizes).average().orElseThrow();
        double variance =
                Arrays.stream(sizes)
                        .mapToDouble(n -> (n - mean) * (n - mean))
                        .average()
                        .orElseThrow();
        assertThat(sizes).hasSize(960);
        assertThat(Arrays.stream(sizes).min().orElseThrow()).isGreaterThanOrEqualTo(3);
        assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThanOrEqualTo(29);
        // 285,725 atoms in 15,839 molecules; the standard error of 960 is 0.1.
        assertThat(mean).isCloseTo(18.04, within(0.3));
        assertThat(Math.sqrt(variance)).isCloseTo(2.95, within(0.3));
        assertThat(workload.nodes()).isEqualTo(Arrays.stream(sizes).sum());
        assertThat(workload.edges())
                .isEqualTo(Arrays.stream(sizes).mapToLong(n -> (long) n * (n - 1)).sum());
    }

    @Test
    void everyMoleculeIsInExactlyOneBucket() {
        List<Long> members =
                workload.buckets(MoleculeWorkload.MAX_EDGES).stream()
                        .flatMap(List::stream)
                        .sorted()
                        .toList();
        assertThat(members).isEqualTo(LongStream.range(0, 960).boxed().toList());
    }

    @Test
    void theReferencesBatchesArePaddedToTheirLargestMolecule() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<GraphBatch> batches = workload.batches(Side.REFERENCE, manager);
            assertThat(batches).hasSize(10);
            for (int b = 0; b < batches.size(); b++) {
                int[] sizes = Arrays.copyOfRange(workload.sizes(), 96 * b, 96 * (b + 1));
                NDArray mask = mask(batches.get(b));
                assertThat(mask.getShape().getShape())
                        .containsExactly(96, Arrays.stream(sizes).max().orElseThrow());
                assertThat(mask.sum(new int[] {1}).toFloatArray()).containsExactly(toFloats(sizes));
            }
        }
    }

    @Test
    void bothSidesHaveTheSameAtomsAndOursLittlePadding() {
        try (NDManager manager = NDManager.newBaseManager()) {
            double slots = 0;
            for (GraphBatch batch : workload.batches(Side.LIBRARY, manager)) {
                long graphs = batch.coordinates().getShape().get(0);
                long nodes = batch.coordinates().getShape().get(1);
                slots += graphs * nodes * (nodes - 1);
                assertThat(graphs * nodes * (nodes - 1) * 128 * Float.BYTES)
                        .as("bytes of a tensor of messages")
                        .isLessThan(32L << 20);
            }
            assertThat(workload.edges() / slots).isGreaterThan(0.9);
            assertThat(checksum(Side.LIBRARY, manager))
                    .isCloseTo(checksum(Side.REFERENCE, manager), within(1e-2));
        }
    }

    private double checksum(Side side, NDManager manager) {
        double sum = 0;
        for (GraphBatch batch : workload.batches(side, manager)) {
            sum +=
                    batch.coordinates().sum().getFloat()
                            + batch.features().square().sum().getFloat();
        }
        return sum;
    }

    private static NDArray mask(GraphBatch batch) {
        return Objects.requireNonNull(batch.nodeMask());
    }

    private static float[] toFloats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }
}

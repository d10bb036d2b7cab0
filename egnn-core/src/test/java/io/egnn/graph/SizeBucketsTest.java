/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeBucketsTest {

    /** Atoms of molecules like those of QM9: 18 on average, standard deviation 3, from 3 to 29. */
    static int[] moleculeSizes(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .map(i -> (int) Math.round(18 + 3 * random.nextGaussian()))
                .map(n -> Math.max(3, Math.min(29, n)))
                .toArray();
    }

    @ParameterizedTest(name = "epoch {0}")
    @ValueSource(ints = {0, 1, 100})
    void everyGraphIsInExactlyOneBatch(int epoch) {
        SizeBuckets buckets = new SizeBuckets(moleculeSizes(5_003, 1), 30_000, 96);
        List<Long> all = buckets.batches(7, epoch).stream().flatMap(List::stream).sorted().toList();
        assertThat(all).containsExactlyElementsOf(LongStream.range(0, 5_003).boxed().toList());
    }

    @Test
    void batchesStayWithinTheBounds() {
        int[] sizes = moleculeSizes(5_003, 2);
        for (List<Long> batch : new SizeBuckets(sizes, 30_000, 96).batches(7, 0)) {
            long nodes = largest(sizes, batch);
            assertThat(batch.size() * nodes * (nodes - 1)).isLessThanOrEqualTo(30_000);
            assertThat(batch).hasSizeBetween(1, 96);
        }
    }

    @ParameterizedTest(name = "{0} molecules in batches of {1} edges")
    @CsvSource({"960, 30000", "10000, 30000", "100000, 30000", "100000, 200000"})
    void lessThanOneTwentiethOfTheEdgesIsPadding(int count, long maxEdges) {
        int[] sizes = moleculeSizes(count, 3);
        List<List<Long>> batches = new SizeBuckets(sizes, maxEdges, 1_000).batches(0, 0);
        double real = IntStream.of(sizes).mapToDouble(n -> n * (n - 1.0)).sum();
        double padded =
                batches.stream()
                        .mapToDouble(b -> b.size() * largest(sizes, b) * (largest(sizes, b) - 1.0))
                        .sum();
        assertThat(1 - real / padded).isBetween(0.0, 0.05);
        // Not bought with small batches.
        assertThat(batches.size()).isLessThanOrEqualTo((int) Math.ceil(1.3 * real / maxEdges));
    }

    @Test
    void rareLargeGraphsDoNotPadTheOthers() {
        int[] sizes = IntStream.range(0, 101).map(i -> i == 50 ? 30 : 10).toArray();
        assertThat(new SizeBuckets(sizes, 9_000, 1_000).batches(0, 0))
                .contains(List.of(50L))
                .hasSize(2);
    }

    @Test
    void rareSmallGraphsAreNotLeftAlone() {
        int[] sizes = IntStream.range(0, 101).map(i -> i == 50 ? 9 : 10).toArray();
        assertThat(new SizeBuckets(sizes, 10_000, 1_000).batches(0, 0)).hasSize(1);
    }

    private static long largest(int[] sizes, List<Long> batch) {
        return batch.stream().mapToLong(i -> sizes[i.intValue()]).max().orElseThrow();
    }

    @Test
    void theBatchesAreAFunctionOfSeedAndEpoch() {
        int[] sizes = moleculeSizes(1_000, 4);
        List<List<Long>> batches = new SizeBuckets(sizes, 10_000, 64).batches(1, 5);
        assertThat(new SizeBuckets(sizes.clone(), 10_000, 64).batches(1, 5)).isEqualTo(batches);
        assertThat(new SizeBuckets(sizes, 10_000, 64).batches(1, 6)).isNotEqualTo(batches);
        assertThat(new SizeBuckets(sizes, 10_000, 64).batches(2, 5)).isNotEqualTo(batches);
    }

    @Test
    void membersAndOrderChangeFromEpochToEpoch() {
        SizeBuckets buckets = new SizeBuckets(moleculeSizes(2_000, 5), 10_000, 64);
        List<List<Long>> first = buckets.batches(1, 0);
        List<List<Long>> second = buckets.batches(1, 1);
        assertThat(second.get(0)).isNotEqualTo(first.get(0));
        assertThat(second)
                .doesNotContainAnyElementsOf(first.stream().filter(b -> b.size() > 3).toList());
    }

    @Test
    void aGraphWithTooManyEdgesIsABatchOfItsOwn() {
        List<List<Long>> batches = new SizeBuckets(new int[] {4, 100, 4, 1}, 24, 10).batches(0, 0);
        assertThat(batches).contains(List.of(1L)).hasSize(3);
        assertThat(batches)
                .anySatisfy(batch -> assertThat(batch).containsExactlyInAnyOrder(0L, 2L));
    }

    @Test
    void numbersBelowOneAreNamed() {
        assertRefused(new int[] {3, 0}, 1, 1, "nodes of graph 1 >= 1, got 0");
        assertRefused(new int[] {3}, 0, 1, "maxEdges >= 1, got 0");
        assertRefused(new int[] {3}, 1, -2, "maxGraphs >= 1, got -2");
        assertRefused(new int[0], 1, 1, "at least one graph");
    }

    private static void assertRefused(int[] sizes, long edges, int graphs, String part) {
        assertThatThrownBy(() -> new SizeBuckets(sizes, edges, graphs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}

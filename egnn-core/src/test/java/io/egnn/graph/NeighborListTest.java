/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborListTest {

    private static final int[] SIZES = {1, 2, 12, 13, 100, 520};

    static Stream<Arguments> pointSets() {
        return Arrays.stream(PointSets.values())
                .flatMap(set -> Stream.of(1, 2, 3, 5).map(n -> Arguments.of(set, n)));
    }

    @ParameterizedTest(name = "{0}, dimension {1}")
    @MethodSource("pointSets")
    void theNearestAreThoseOfAllPairs(PointSets set, int dimension) {
        for (long seed = 0; seed < 3; seed++) {
            for (int size : SIZES) {
                double[] x = set.coordinates(size, dimension, seed);
                for (int k : new int[] {1, 4, 33}) {
                    NeighborList list = NeighborList.nearest(k).search(x, dimension);
                    assertThat(list.size()).isEqualTo(size);
                    assertThat(list.width()).isEqualTo(Math.max(1, Math.min(k, size - 1)));
                    for (int node = 0; node < size; node++) {
                        int[] expected = nearestOfAllPairs(x, dimension, node, k);
                        assertRow(list, node, expected, "seed " + seed + ", k " + k);
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}, dimension {1}")
    @MethodSource("pointSets")
    void thoseWithinTheRadiusAreThoseOfAllPairs(PointSets set, int dimension) {
        for (long seed = 0; seed < 3; seed++) {
            for (int size : SIZES) {
                double[] x = set.coordinates(size, dimension, seed);
                for (double r : new double[] {1e-9, 0.25, 1, Math.sqrt(3), 1e10}) {
                    NeighborList list = NeighborList.radius(r).search(x, dimension);
                    int edges = 0;
                    for (int node = 0; node < size; node++) {
                        int[] expected = withinRadiusOfAllPairs(x, dimension, node, r);
                        assertRow(list, node, expected, "seed " + seed + ", r " + r);
                        edges += expected.length;
                    }
                    assertThat(list.edges()).isEqualTo(edges);
                }
            }
        }
    }

    private static void assertRow(NeighborList list, int node, int[] expected, String where) {
        // The description is dear, there are a million rows.
        if (!Arrays.equals(list.neighbors(node), expected) || list.count(node) != expected.length) {
            assertThat(list.neighbors(node))
                    .as("%s, node %d of %d", where, node, list.size())
                    .containsExactly(expected);
            assertThat(list.count(node)).isEqualTo(expected.length);
        }
    }

    /** Insertion into a sorted row, in the order of the index. */
    private static int[] nearestOfAllPairs(double[] x, int dimension, int node, int k) {
        int size = x.length / dimension;
        int width = Math.min(k, size - 1);
        int[] row = new int[width + 1];
        double[] distances = new double[width + 1];
        int filled = 0;
        for (int j = 0; j < size; j++) {
            if (j != node) {
                double d = distance(x, dimension, node, j);
                int slot = filled;
                for (; slot > 0 && distances[slot - 1] > d; slot--) {
                    distances[slot] = distances[slot - 1];
                    row[slot] = row[slot - 1];
                }
                distances[slot] = d;
                row[slot] = j;
                filled = Math.min(filled + 1, width);
            }
        }
        return Arrays.copyOf(row, width);
    }

    private static int[] withinRadiusOfAllPairs(double[] x, int dimension, int node, double r) {
        return IntStream.range(0, x.length / dimension)
                .filter(j -> j != node && distance(x, dimension, node, j) <= r)
                .toArray();
    }

    private static double distance(double[] x, int dimension, int i, int j) {
        double sum = 0;
        for (int c = 0; c < dimension; c++) {
            double d = x[i * dimension + c] - x[j * dimension + c];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    @Test
    void pointsAtExactlyTheRadiusAreNeighbors() {
        double[][] diagonalOfTheCube = {{0, 0, 0}, {1, 1, 1}};
        double r = Math.sqrt(3);
        // The square of the rounded root is less than 3: comparing squares would lose the pair.
        assertThat(r * r).isLessThan(3);
        assertThat(NeighborList.radius(r).search(diagonalOfTheCube).edges()).isEqualTo(2);
        assertThat(NeighborList.radius(Math.nextDown(r)).search(diagonalOfTheCube).edges())
                .isZero();
    }

    @Test
    void rowsAreOrderedByDistanceThenIndexForNearestAndByIndexForRadius() {
        double[][] line = {{0}, {2}, {-1}, {1}, {-2}};
        assertThat(NeighborList.nearest(4).search(line).neighbors(0)).containsExactly(2, 3, 1, 4);
        assertThat(NeighborList.radius(1.5).search(line).neighbors(0)).containsExactly(2, 3);
    }

    @Test
    void onePointHasNoNeighborsButAWidth() {
        for (NeighborSearch search : List.of(NeighborList.radius(1), NeighborList.nearest(3))) {
            NeighborList list = search.search(new double[][] {{1, 2}});
            assertThat(list.size()).isEqualTo(1);
            assertThat(list.count(0)).isZero();
            assertThat(list.width()).isEqualTo(1);
        }
    }

    @Test
    void theInputIsNotChangedAndRowsAreCopies() {
        double[] x = PointSets.UNIFORM.coordinates(500, 3, 0);
        double[] before = x.clone();
        NeighborList list = NeighborList.nearest(4).search(x, 3);
        assertThat(x).containsExactly(before);
        int first = list.neighbors(7)[0];
        list.neighbors(7)[0] = -1;
        assertThat(list.neighbors(7)[0]).isEqualTo(first);
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 7})
    void theNumberOfThreadsDoesNotMatter(int threads) throws Exception {
        double[] x = PointSets.UNIFORM.coordinates(20_000, 3, 5);
        for (NeighborSearch search : List.of(NeighborList.radius(0.1), NeighborList.nearest(6))) {
            NeighborList expected = search.search(x, 3);
            NeighborList list = onThreads(threads, () -> search.search(x, 3));
            assertThat(list.edges()).isEqualTo(expected.edges()).isPositive();
            for (int node = 0; node < list.size(); node++) {
                assertRow(list, node, expected.neighbors(node), threads + " threads");
            }
        }
    }

    private static <T> T onThreads(int threads, Callable<T> task) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(task).get();
        } finally {
            pool.shutdown();
        }
    }

    /** All pairs of so many points would take minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"COINCIDENT", "LATTICE", "OUTLIERS", "CLUSTERED"})
    @Timeout(30)
    void unevenSetsTakeNoQuadraticTime(String name) {
        double[] x = PointSets.valueOf(name).coordinates(400_000, 3, 1);
        NeighborList list = NeighborList.nearest(8).search(x, 3);
        assertThat(list.edges()).isEqualTo(3_200_000);
    }

    /** Processor time of one thread, which other processes hardly change; 12 times was measured. */
    @Test
    @Tag("slow")
    void tenTimesThePointsTakeLittleMoreThanTenTimesTheTime() throws Exception {
        double small = onThreads(1, () -> secondsToSearch(10_000, 40));
        double large = onThreads(1, () -> secondsToSearch(100_000, 10));
        assertThat(large).isLessThan(15 * small);
    }

    private static double secondsToSearch(int size, int repetitions) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] x = PointSets.UNIFORM.coordinates(size, 3, 1);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < repetitions; i++) {
            long start = threads.getCurrentThreadCpuTime();
            NeighborList.nearest(16).search(x, 3);
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) * 1e-9);
        }
        return best;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200})
    void aCoordinateThatIsNotFiniteIsNamed(double bad) {
        double[][] points = {{0, 0}, {1, 0}, {1, bad}};
        for (NeighborSearch search : List.of(NeighborList.radius(1), NeighborList.nearest(3))) {
            assertThatThrownBy(() -> search.search(points))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("component 1 of point 2 is " + bad);
        }
    }

    @Test
    void pointSetsWithoutAShapeAreRefused() {
        NeighborSearch search = NeighborList.nearest(2);
        assertRefused(() -> search.search(new double[0][]), "at least one point, got none");
        assertRefused(() -> search.search(new double[0], 3), "at least one point, got none");
        assertRefused(() -> search.search(new double[2][0]), "dimension >= 1, got 0");
        assertRefused(() -> search.search(new double[4], 0), "dimension >= 1, got 0");
        assertRefused(() -> search.search(new double[4], 3), "4 coordinates", "dimension 3");
        assertRefused(
                () -> search.search(new double[][] {{1, 2}, {1}}),
                "point 1 has 1 coordinates, expected 2");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-200, 1e200})
    void aRadiusThatIsNotPositiveAndFiniteIsRefused(double r) {
        assertRefused(() -> NeighborList.radius(r), "got " + r);
    }

    @Test
    void fewerThanOneNeighborIsRefused() {
        assertRefused(() -> NeighborList.nearest(0), "k >= 1, got 0");
    }

    @Test
    @Timeout(30)
    void moreNeighborsThanAnArrayHoldsAreRefusedBeforeTheyFillTheMemory() {
        double[] x = PointSets.COINCIDENT.coordinates(100_000, 3, 0);
        assertRefused(() -> NeighborList.radius(1).search(x, 3), "choose a smaller radius");
        assertRefused(() -> NeighborList.nearest(50_000).search(x, 3), "choose a smaller k");
    }

    private static void assertRefused(Runnable call, String... parts) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}

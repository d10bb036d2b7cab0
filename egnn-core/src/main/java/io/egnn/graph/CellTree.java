/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.Arrays;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A cell list whose cells follow the density: boxes of at most {@value #CELL} points, made by
 * halving the points along the longest side again and again.
 *
 * <p>Cells of one size would need memory for the volume between the points, and one cell could hold
 * nearly all of a clustered set. Here building takes O(N log N) time and O(N) memory for any
 * extent, density and dimension. Cell 1 holds all points, cell c is halved into 2c and 2c + 1, and
 * all undivided cells lie on the same level.
 */
final class CellTree {

    /** The most points in an undivided cell; 6 to 13 were equally fast in three dimensions. */
    static final int CELL = 12;

    private static final int PLACES_PER_RANGE = 512;
    private static final int POINTS_PER_BUILD_TASK = 8192;

    private final PointOrder points;
    private final int dimension;
    private final int firstUndivided;
    private final double[] low;
    private final double[] high;
    private final int[] smallestNode;
    private final int[] starts;
    private final int[] ends;

    /** Sorts points into cells. */
    CellTree(PointOrder points) {
        this.points = points;
        dimension = points.dimension();
        int undivided = 1;
        while (undivided * (long) CELL < points.size()) {
            undivided *= 2;
        }
        firstUndivided = undivided;
        low = new double[Math.multiplyExact(2 * undivided, dimension)];
        high = new double[low.length];
        smallestNode = new int[2 * undivided];
        starts = new int[2 * undivided];
        ends = new int[2 * undivided];
        build(1, 0, points.size());
    }

    /** The points, in the order of their cells. */
    PointOrder points() {
        return points;
    }

    /** The smallest of the points' original indices in a cell. */
    int smallestNode(int cell) {
        return smallestNode[cell];
    }

    /** Whether a cell has no halves. */
    boolean isUndivided(int cell) {
        return cell >= firstUndivided;
    }

    /** The first place in a cell. */
    int start(int cell) {
        return starts[cell];
    }

    /** The place behind the last one in a cell. */
    int end(int cell) {
        return ends[cell];
    }

    /**
     * A lower bound of the squared distance from a point to the points of a cell.
     *
     * <p>Rounding is monotonic and the terms are added in the same order as for a distance, so the
     * computed bound never exceeds a computed distance: no tie is lost.
     */
    double nearestCorner(int place, int cell) {
        double sum = 0;
        int box = cell * dimension;
        for (int c = 0; c < dimension; c++) {
            double x = points.coordinate(place, c);
            double d = Math.max(Math.max(low[box + c] - x, x - high[box + c]), 0);
            sum += d * d;
        }
        return sum;
    }

    /**
     * An upper bound of the squared distance from a point to the points of a cell, exact in the
     * same sense.
     */
    double farthestCorner(int place, int cell) {
        double sum = 0;
        int box = cell * dimension;
        for (int c = 0; c < dimension; c++) {
            double x = points.coordinate(place, c);
            double d = Math.max(x - low[box + c], high[box + c] - x);
            sum += d * d;
        }
        return sum;
    }

    /**
     * Runs a task for all places in parallel. The supplier makes one for every range of
     * neighbouring places, so that tasks can keep a state; such places share what is in the
     * processor's cache.
     */
    void forAllPlaces(Supplier<IntConsumer> task) {
        int size = points.size();
        int ranges = (size - 1) / PLACES_PER_RANGE + 1;
        IntStream range = IntStream.range(0, ranges);
        (ranges > 1 ? range.parallel() : range)
                .forEach(
                        r -> {
                            int start = r * PLACES_PER_RANGE;
                            int end = Math.min(start + PLACES_PER_RANGE, size);
                            IntStream.range(start, end).forEach(task.get());
                        });
    }

    private void build(int cell, int start, int end) {
        starts[cell] = start;
        ends[cell] = end;
        enclose(cell, start, end);
        if (isUndivided(cell)) {
            return;
        }
        int middle = (start + end) >>> 1;
        points.halve(start, end - 1, middle, longestSide(cell));
        if (end - start > POINTS_PER_BUILD_TASK) {
            ForkJoinTask.invokeAll(
                    ForkJoinTask.adapt(() -> build(2 * cell, start, middle)),
                    ForkJoinTask.adapt(() -> build(2 * cell + 1, middle, end)));
        } else {
            build(2 * cell, start, middle);
            build(2 * cell + 1, middle, end);
        }
    }

    private void enclose(int cell, int start, int end) {
        int box = cell * dimension;
        Arrays.fill(low, box, box + dimension, Double.POSITIVE_INFINITY);
        Arrays.fill(high, box, box + dimension, Double.NEGATIVE_INFINITY);
        int smallest = Integer.MAX_VALUE;
        for (int place = start; place < end; place++) {
            smallest = Math.min(smallest, points.node(place));
            for (int c = 0; c < dimension; c++) {
                double x = points.coordinate(place, c);
                low[box + c] = Math.min(low[box + c], x);
                high[box + c] = Math.max(high[box + c], x);
            }
        }
        smallestNode[cell] = smallest;
    }

    private int longestSide(int cell) {
        int box = cell * dimension;
        int longest = 0;
        for (int c = 1; c < dimension; c++) {
            if (high[box + c] - low[box + c] > high[box + longest] - low[box + longest]) {
                longest = c;
            }
        }
        return longest;
    }
}

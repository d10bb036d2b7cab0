/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.stream.IntStream;

/** Points that can be rearranged; a <em>place</em> is an index into the present arrangement. */
final class PointOrder {

    /** Beyond this the square of a distance could overflow. */
    static final double LARGEST_COORDINATE = 1e150;

    private final int dimension;
    private final double[] points;
    private final int[] nodes;

    /**
     * Points in their original order.
     *
     * @param coordinates N * n numbers, copied
     * @param dimension n
     * @throws IllegalArgumentException as {@link NeighborSearch#search(double[], int)} says
     */
    PointOrder(double[] coordinates, int dimension) {
        require(dimension >= 1, "expected dimension >= 1, got " + dimension);
        require(coordinates.length > 0, "expected at least one point, got none");
        require(
                coordinates.length % dimension == 0,
                coordinates.length + " coordinates are no multiple of the dimension " + dimension);
        for (int i = 0; i < coordinates.length; i++) {
            // Written so that NaN fails.
            if (!(Math.abs(coordinates[i]) <= LARGEST_COORDINATE)) {
                throw new IllegalArgumentException(
                        "neighbour search: component "
                                + i % dimension
                                + " of point "
                                + i / dimension
                                + " is "
                                + coordinates[i]
                                + ", expected a finite number of magnitude at most "
                                + LARGEST_COORDINATE);
            }
        }
        this.dimension = dimension;
        points = coordinates.clone();
        nodes = IntStream.range(0, coordinates.length / dimension).toArray();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("neighbour search: " + message);
        }
    }

    int size() {
        return nodes.length;
    }

    int dimension() {
        return dimension;
    }

    /** The index that the point at a place had originally. */
    int node(int place) {
        return nodes[place];
    }

    double coordinate(int place, int axis) {
        return points[place * dimension + axis];
    }

    double squaredDistance(int place, int other) {
        double sum = 0;
        int p = place * dimension;
        int q = other * dimension;
        for (int c = 0; c < dimension; c++) {
            double d = points[p + c] - points[q + c];
            sum += d * d;
        }
        return sum;
    }

    /**
     * Quickselect: moves the points that come before {@code middle} along an axis, ties by index,
     * in front of it.
     */
    void halve(int first, int last, int middle, int axis) {
        int from = first;
        int to = last;
        while (from < to) {
            // A scattered pivot: no ordinary order of the input makes this quadratic.
            int scattered = 0x9E3779B9 * (from ^ Integer.reverse(to));
            int pivot = from + Math.floorMod(scattered, to - from + 1);
            double x = coordinate(pivot, axis);
            int node = nodes[pivot];
            int i = from;
            int j = to;
            while (i <= j) {
                while (compare(i, axis, x, node) < 0) {
                    i++;
                }
                while (compare(j, axis, x, node) > 0) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (middle <= j) {
                to = j;
            } else if (middle >= i) {
                from = i;
            } else {
                return;
            }
        }
    }

    private int compare(int place, int axis, double x, int node) {
        double other = coordinate(place, axis);
        if (other < x) {
            return -1;
        }
        return other > x ? 1 : Integer.compare(nodes[place], node);
    }

    private void swap(int place, int other) {
        int node = nodes[place];
        nodes[place] = nodes[other];
        nodes[other] = node;
        for (int c = 0; c < dimension; c++) {
            double x = coordinate(place, c);
            points[place * dimension + c] = coordinate(other, c);
            points[other * dimension + c] = x;
        }
    }
}

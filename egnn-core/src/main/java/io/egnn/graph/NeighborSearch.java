/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

/**
 * A rule that gives every point of a set its neighbours: all within a radius, or the k nearest.
 *
 * <p>Distances are Euclidean, computed in float64. The answer is exact, the same for any number of
 * threads, and ties go to the lower index. A point is never its own neighbour; another point at the
 * same place can be.
 *
 * @see NeighborList#radius(double)
 * @see NeighborList#nearest(int)
 */
public interface NeighborSearch {

    /**
     * Finds the neighbours of every point.
     *
     * @param coordinates the points one after the other, N * n numbers of magnitude at most 1e150;
     *     read, not kept
     * @param dimension n, at least 1
     * @return the neighbours of N points
     * @throws IllegalArgumentException if there is no point, the length is not a multiple of the
     *     dimension, a coordinate is not finite or too large, or the neighbours are too many for
     *     one list
     */
    NeighborList search(double[] coordinates, int dimension);

    /**
     * Finds the neighbours of every point.
     *
     * @param points (N, n), one row per point
     * @return the neighbours of N points
     * @throws IllegalArgumentException if the rows are not equally long, or as in {@link
     *     #search(double[], int)}
     */
    default NeighborList search(double[][] points) {
        if (points.length == 0) {
            throw new IllegalArgumentException(
                    "neighbour search: expected at least one point, got none");
        }
        int dimension = points[0].length;
        double[] coordinates = new double[Math.multiplyExact(points.length, dimension)];
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != dimension) {
                throw new IllegalArgumentException(
                        "neighbour search: point "
                                + i
                                + " has "
                                + points[i].length
                                + " coordinates, expected "
                                + dimension
                                + " as in point 0");
            }
            System.arraycopy(points[i], 0, coordinates, i * dimension, dimension);
        }
        return search(coordinates, dimension);
    }
}

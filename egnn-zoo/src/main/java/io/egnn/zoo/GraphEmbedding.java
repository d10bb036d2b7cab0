/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A point for every vertex of a graph; near ones are joined.
 *
 * @param vertices the vertices, in the order of {@code vertexSet()}
 * @param points one of n coordinates for each vertex, without unit
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record GraphEmbedding(List<Object> vertices, double[][] points) {

    /**
     * Copies both.
     *
     * @throws IllegalArgumentException if there is no vertex, or not one point for each, or points
     *     have different lengths or a coordinate that is not finite
     */
    public GraphEmbedding {
        vertices = List.copyOf(vertices);
        if (vertices.isEmpty() || vertices.size() != points.length) {
            throw new IllegalArgumentException(
                    "embedding: expected one point for each vertex and at least one, got %d points for %d vertices"
                            .formatted(points.length, vertices.size()));
        }
        points = copy(points);
        int length = points[0].length;
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != length || length == 0) {
                throw new IllegalArgumentException(
                        "embedding: expected points of one length, at least 1, got %d coordinates at point %d after %d"
                                .formatted(points[i].length, i, length));
            }
            for (double coordinate : points[i]) {
                if (!Double.isFinite(coordinate)) {
                    throw new IllegalArgumentException(
                            "embedding: expected finite coordinates, got %s at point %d"
                                    .formatted(coordinate, i));
                }
            }
        }
    }

    /**
     * Points of the vertices 0, 1, ..
     *
     * @param points one for each vertex
     * @return the embedding
     */
    public static GraphEmbedding of(double[][] points) {
        List<Object> vertices = IntStream.range(0, points.length).<Object>mapToObj(i -> i).toList();
        return new GraphEmbedding(vertices, points);
    }

    /**
     * The points.
     *
     * @return a copy, (N, n)
     */
    @Override
    public double[][] points() {
        return copy(points);
    }

    /**
     * The number n of coordinates of a point.
     *
     * @return at least 1
     */
    public int dimension() {
        return points[0].length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GraphEmbedding e
                && vertices.equals(e.vertices)
                && Arrays.deepEquals(points, e.points);
    }

    @Override
    public int hashCode() {
        return 31 * vertices.hashCode() + Arrays.deepHashCode(points);
    }

    @Override
    public String toString() {
        return "GraphEmbedding[%d vertices, %d dimensions]".formatted(vertices.size(), dimension());
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}

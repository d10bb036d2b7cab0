/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.egnn.graph.GraphBatch;
import org.jspecify.annotations.Nullable;

/** A copy of a {@link GraphBatch} in double precision. */
record HostGraphs(
        HostArray features,
        HostArray coordinates,
        @Nullable HostArray velocities,
        @Nullable HostArray edgeAttributes,
        @Nullable HostArray nodeMask,
        @Nullable HostArray neighbors,
        @Nullable HostArray neighborMask) {

    static HostGraphs of(GraphBatch batch) {
        return new HostGraphs(
                HostArray.of(batch.features()),
                HostArray.of(batch.coordinates()),
                copy(batch.velocities()),
                copy(batch.edgeAttributes()),
                copy(batch.nodeMask()),
                copy(batch.neighbors()),
                copy(batch.neighborMask()));
    }

    GraphBatch toBatch(NDManager manager) {
        return new GraphBatch(
                features.toArray(manager),
                coordinates.toArray(manager),
                array(velocities, manager),
                array(edgeAttributes, manager),
                array(nodeMask, manager),
                array(neighbors, manager),
                array(neighborMask, manager));
    }

    HostGraphs apply(Transformation t) {
        // With a neighbour list the third axis counts slots of the list and not nodes.
        boolean complete = neighbors == null;
        return new HostGraphs(
                t.nodes(features),
                t.coordinates(coordinates),
                velocities == null ? null : t.vectors(velocities),
                edgeAttributes == null ? null : edges(t, edgeAttributes, complete),
                nodeMask == null ? null : t.nodes(nodeMask),
                neighbors == null ? null : t.neighbors(neighbors),
                neighborMask == null ? null : edges(t, neighborMask, complete));
    }

    int count() {
        return (int) coordinates.shape().get(0);
    }

    int nodes() {
        return (int) coordinates.shape().get(1);
    }

    int dimension() {
        return (int) coordinates.shape().get(2);
    }

    boolean isPresent(int graph, int node) {
        return nodeMask == null || nodeMask.get(graph * nodes() + node) != 0;
    }

    /** The root mean square of the coordinates of the nodes that are present, or 1 if that is 0. */
    double extent() {
        double sum = 0;
        int terms = 0;
        int n = dimension();
        for (int i = 0; i < coordinates.size(); i++) {
            if (isPresent(i / (n * nodes()), i / n % nodes())) {
                sum += coordinates.get(i) * coordinates.get(i);
                terms++;
            }
        }
        return sum == 0 ? 1 : Math.sqrt(sum / terms);
    }

    private static HostArray edges(Transformation t, HostArray edges, boolean complete) {
        return complete ? t.pairs(edges) : t.nodes(edges);
    }

    private static @Nullable HostArray copy(@Nullable NDArray array) {
        return array == null ? null : HostArray.of(array);
    }

    private static @Nullable NDArray array(@Nullable HostArray array, NDManager manager) {
        return array == null ? null : array.toArray(manager);
    }
}

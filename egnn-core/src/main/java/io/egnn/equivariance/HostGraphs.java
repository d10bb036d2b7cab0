/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.egnn.graph.GraphBatch;
import java.util.ArrayList;
import java.util.List;

/** A copy of a {@link GraphBatch} in double precision. */
final class HostGraphs {

    /** In the order of {@link GraphBatch#NAMES}, absent ones empty. */
    private final List<HostArray> entries;

    private HostGraphs(List<HostArray> entries) {
        this.entries = entries;
    }

    static HostGraphs of(GraphBatch batch) {
        // The list has new arrays, on the batch's manager, for the entries that are absent.
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return new HostGraphs(batch.toNDList().stream().map(HostArray::of).toList());
        }
    }

    GraphBatch toBatch(NDManager manager) {
        return GraphBatch.of(
                new NDList(entries.stream().map(entry -> entry.toArray(manager)).toList()));
    }

    HostGraphs apply(Transformation t) {
        List<HostArray> transformed = new ArrayList<>();
        for (String name : GraphBatch.NAMES) {
            HostArray entry = entry(name);
            transformed.add(entry.size() == 0 ? entry : transformed(name, t));
        }
        return new HostGraphs(transformed);
    }

    private HostArray transformed(String name, Transformation t) {
        HostArray entry = entry(name);
        return switch (name) {
            case "h", "nodeMask", "nodeAttributes" -> t.nodes(entry);
            case "x" -> t.coordinates(entry);
            case "v" -> t.vectors(entry);
            case "neighbors" -> t.neighbors(entry);
            // With a neighbour list the third axis counts slots of the list and not nodes.
            case "a", "neighborMask" ->
                    entry("neighbors").size() == 0 ? t.pairs(entry) : t.nodes(entry);
            default ->
                    throw new IllegalStateException("it is not known how " + name + " transforms");
        };
    }

    HostArray coordinates() {
        return entry("x");
    }

    int count() {
        return (int) coordinates().shape().get(0);
    }

    int nodes() {
        return (int) coordinates().shape().get(1);
    }

    int dimension() {
        return (int) coordinates().shape().get(2);
    }

    boolean isPresent(int graph, int node) {
        HostArray mask = entry("nodeMask");
        return mask.size() == 0 || mask.get(graph * nodes() + node) != 0;
    }

    /** The root mean square of the coordinates of the nodes that are present, or 1 if that is 0. */
    double extent() {
        HostArray x = coordinates();
        double sum = 0;
        int terms = 0;
        int n = dimension();
        for (int i = 0; i < x.size(); i++) {
            if (isPresent(i / (n * nodes()), i / n % nodes())) {
                sum += x.get(i) * x.get(i);
                terms++;
            }
        }
        return sum == 0 ? 1 : Math.sqrt(sum / terms);
    }

    private HostArray entry(String name) {
        return entries.get(GraphBatch.NAMES.indexOf(name));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * Which nodes of a simple undirected graph are joined; immutable.
 *
 * <p>Nodes are numbered from 0. Of a JGraphT graph, node i is the i-th vertex of {@code
 * vertexSet()}, whose order is that in which vertices were added.
 */
public final class Adjacency {

    /** The most nodes: the bits of a larger graph could not be numbered by an int. */
    static final int MAX_SIZE = 46_340;

    private final int size;

    /** Entry i * size + j, for both orders of a pair. */
    private final BitSet joined;

    private final int edges;

    private Adjacency(int size, BitSet joined) {
        this.size = size;
        this.joined = joined;
        edges = joined.cardinality() / 2;
    }

    /**
     * Reads a graph.
     *
     * @param <V> its vertices
     * @param <E> its edges
     * @param graph undirected, with at least one vertex; edges have no weight other than 1
     * @return which of its vertices are joined
     * @throws IllegalArgumentException naming what a simple undirected graph without weights does
     *     not have: no vertex, directions, a loop, parallel edges, or a weight
     */
    public static <V, E> Adjacency of(Graph<V, E> graph) {
        if (!graph.getType().isUndirected()) {
            throw new IllegalArgumentException(
                    "graph: expected an undirected one, got " + graph.getType());
        }
        Map<V, Integer> numbers = new HashMap<>();
        graph.vertexSet().forEach(vertex -> numbers.put(vertex, numbers.size()));
        Builder adjacency = new Builder(numbers.size());
        for (E edge : graph.edgeSet()) {
            V source = graph.getEdgeSource(edge);
            V target = graph.getEdgeTarget(edge);
            int i = Objects.requireNonNull(numbers.get(source));
            int j = Objects.requireNonNull(numbers.get(target));
            if (i == j) {
                throw new IllegalArgumentException(
                        "graph: expected no loops, got one at vertex " + source);
            }
            if (adjacency.has(i, j)) {
                throw new IllegalArgumentException(
                        "graph: expected at most one edge from vertex to vertex, got several from "
                                + source
                                + " to "
                                + target);
            }
            double weight = graph.getEdgeWeight(edge);
            if (weight != 1) {
                throw new IllegalArgumentException(
                        "graph: expected edges without weights, got weight %s from %s to %s"
                                .formatted(weight, source, target));
            }
            adjacency.join(i, j);
        }
        return adjacency.build();
    }

    /**
     * The number of nodes.
     *
     * @return at least 1
     */
    public int size() {
        return size;
    }

    /**
     * The number of undirected edges.
     *
     * @return at most size (size - 1) / 2
     */
    public int edges() {
        return edges;
    }

    /**
     * Whether two nodes are joined.
     *
     * @param i a node
     * @param j a node
     * @return the same for (j, i), and false for i = j
     * @throws IndexOutOfBoundsException if one is not a node of the graph
     */
    public boolean has(int i, int j) {
        Objects.checkIndex(i, size);
        Objects.checkIndex(j, size);
        return joined.get(i * size + j);
    }

    /**
     * The graph.
     *
     * @return a new graph with the vertices 0, 1, ..
     */
    public Graph<Integer, DefaultEdge> toGraph() {
        return toGraph(IntStream.range(0, size).boxed().toList());
    }

    /**
     * The graph on given vertices.
     *
     * @param <V> the vertices
     * @param vertices one for each node, no two equal
     * @return a new graph
     * @throws IllegalArgumentException if the number of vertices is another one, or two are equal
     */
    public <V> Graph<V, DefaultEdge> toGraph(List<? extends V> vertices) {
        Graph<V, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        vertices.forEach(graph::addVertex);
        if (vertices.size() != size || graph.vertexSet().size() != size) {
            throw new IllegalArgumentException(
                    "vertices: expected %d different ones, got %d, of which %d differ"
                            .formatted(size, vertices.size(), graph.vertexSet().size()));
        }
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (has(i, j)) {
                    graph.addEdge(vertices.get(i), vertices.get(j));
                }
            }
        }
        return graph;
    }

    /**
     * The edges, ordered by their first and then their second node.
     *
     * @return pairs (i, j) with i &lt; j
     */
    public List<int[]> pairs() {
        List<int[]> pairs = new ArrayList<>(edges);
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (has(i, j)) {
                    pairs.add(new int[] {i, j});
                }
            }
        }
        return pairs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Adjacency a && size == a.size && joined.equals(a.joined);
    }

    @Override
    public int hashCode() {
        return 31 * joined.hashCode() + size;
    }

    @Override
    public String toString() {
        return "Adjacency[" + Graph6.line(this) + "]";
    }

    /** Joins nodes one pair after the other. */
    public static final class Builder {

        private final int size;
        private final BitSet joined;

        /**
         * Starts without edges.
         *
         * @param size the number of nodes, at least 1
         * @throws IllegalArgumentException if there is no node, or more than {@value #MAX_SIZE}
         */
        public Builder(int size) {
            if (size < 1 || size > MAX_SIZE) {
                throw new IllegalArgumentException(
                        "graph: expected 1 to " + MAX_SIZE + " nodes, got " + size);
            }
            this.size = size;
            joined = new BitSet(size * size);
        }

        /**
         * Joins two nodes.
         *
         * @param i a node
         * @param j another node
         * @return this builder
         * @throws IllegalArgumentException if they are equal, or there is no such node
         */
        public Builder join(int i, int j) {
            if (i == j || Math.min(i, j) < 0 || Math.max(i, j) >= size) {
                throw new IllegalArgumentException(
                        "edge: expected two different nodes from 0 to %d, got %d and %d"
                                .formatted(size - 1, i, j));
            }
            joined.set(i * size + j);
            joined.set(j * size + i);
            return this;
        }

        private boolean has(int i, int j) {
            return joined.get(i * size + j);
        }

        /**
         * Finishes the graph.
         *
         * @return the graph, which later calls of {@link #join} do not change
         */
        public Adjacency build() {
            return new Adjacency(size, (BitSet) joined.clone());
        }
    }
}

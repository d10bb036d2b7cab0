/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultUndirectedWeightedGraph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.Multigraph;
import org.jgrapht.graph.Pseudograph;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;

class AdjacencyTest {

    @Test
    void aGraphComesBackOnItsVertices() {
        Graph<String, DefaultEdge> path = new SimpleGraph<>(DefaultEdge.class);
        List.of("c", "a", "b").forEach(path::addVertex);
        path.addEdge("a", "b");
        path.addEdge("b", "c");

        Adjacency adjacency = Adjacency.of(path);

        assertThat(adjacency.size()).isEqualTo(3);
        assertThat(adjacency.edges()).isEqualTo(2);
        assertThat(adjacency.pairs()).containsExactly(new int[] {0, 2}, new int[] {1, 2});
        assertThat(adjacency.has(2, 1)).isTrue();
        assertThat(adjacency.has(0, 1)).isFalse();
        Graph<String, DefaultEdge> back = adjacency.toGraph(List.of("c", "a", "b"));
        assertThat(back.vertexSet()).containsExactly("c", "a", "b");
        assertThat(back.edgeSet()).hasSize(2);
        assertThat(back.containsEdge("c", "b")).isTrue();
        assertThat(Adjacency.of(adjacency.toGraph())).isEqualTo(adjacency);
    }

    @Test
    void nodesThatAreNotThereAreRefused() {
        Graph<String, DefaultEdge> pair = new SimpleGraph<>(DefaultEdge.class);
        List.of("a", "b").forEach(pair::addVertex);
        pair.addEdge("a", "b");
        Adjacency adjacency = Adjacency.of(pair);

        // Where (1, 0) stands, if rows of two are counted on.
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> adjacency.has(0, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> adjacency.has(2, 0));
    }

    @Test
    void aGraphWithoutVerticesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adjacency.of(new SimpleGraph<>(DefaultEdge.class)))
                .withMessage("graph: expected 1 to 46340 nodes, got 0");
    }

    @Test
    void aDirectedGraphIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adjacency.of(new SimpleDirectedGraph<>(DefaultEdge.class)))
                .withMessageContaining("graph: expected an undirected one");
    }

    @Test
    void aLoopIsRefusedWithItsVertex() {
        Graph<String, DefaultEdge> graph = new Pseudograph<>(DefaultEdge.class);
        graph.addVertex("a");
        graph.addEdge("a", "a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adjacency.of(graph))
                .withMessage("graph: expected no loops, got one at vertex a");
    }

    @Test
    void parallelEdgesAreRefusedWithTheirVertices() {
        Graph<String, DefaultEdge> graph = new Multigraph<>(DefaultEdge.class);
        graph.addVertex("a");
        graph.addVertex("b");
        graph.addEdge("a", "b");
        graph.addEdge("b", "a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adjacency.of(graph))
                .withMessageContaining("got several from b to a");
    }

    @Test
    void weightsOtherThanOneAreRefused() {
        Graph<String, DefaultWeightedEdge> graph =
                new DefaultUndirectedWeightedGraph<>(DefaultWeightedEdge.class);
        graph.addVertex("a");
        graph.addVertex("b");
        DefaultWeightedEdge edge = graph.addEdge("a", "b");
        assertThat(Adjacency.of(graph).edges()).isEqualTo(1);

        graph.setEdgeWeight(edge, 2.5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adjacency.of(graph))
                .withMessage("graph: expected edges without weights, got weight 2.5 from a to b");
    }

    @Test
    void verticesMustBeAsManyAsNodesAndDiffer() {
        Adjacency two = new Adjacency.Builder(2).join(0, 1).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.toGraph(List.of("a")))
                .withMessage("vertices: expected 2 different ones, got 1, of which 1 differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.toGraph(List.of("a", "a")))
                .withMessage("vertices: expected 2 different ones, got 2, of which 1 differ");
    }

    @Test
    void anEdgeNeedsTwoNodesOfTheGraph() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adjacency.Builder(2).join(0, 2))
                .withMessage("edge: expected two different nodes from 0 to 1, got 0 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adjacency.Builder(2).join(1, 1))
                .withMessageContaining("got 1 and 1");
    }

    @Test
    void aFinishedGraphDoesNotChange() {
        Adjacency.Builder builder = new Adjacency.Builder(3).join(0, 1);
        Adjacency first = builder.build();

        builder.join(1, 2);

        assertThat(first.edges()).isEqualTo(1);
        assertThat(first.has(1, 2)).isFalse();
    }
}

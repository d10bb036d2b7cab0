/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.io.StringWriter;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.nio.graph6.Graph6Sparse6Exporter;
import org.jgrapht.nio.graph6.Graph6Sparse6Exporter.Format;
import org.jgrapht.nio.graph6.Graph6Sparse6Importer;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Graph6Test {

    @Test
    void theExampleOfTheFormatsDescription() {
        Adjacency graph =
                new Adjacency.Builder(5).join(0, 2).join(0, 4).join(1, 3).join(3, 4).build();

        assertThat(Graph6.line(graph)).isEqualTo("DQc");
        assertThat(Graph6.parse("DQc")).isEqualTo(graph);
        assertThat(Graph6.parse(">>graph6<<DQc")).isEqualTo(graph);
        assertThat(Graph6.line(new Adjacency.Builder(1).build())).isEqualTo("@");
    }

    @ParameterizedTest(name = "{0} nodes")
    @ValueSource(ints = {2, 3, 7, 16, 62, 63, 64, 200})
    void jgraphtReadsAndWritesTheSame(int nodes) {
        Adjacency graph =
                new ErdosRenyiGenerator(nodes, nodes, nodes, 0.3, 1).generate().graphs().get(0);
        Graph<Integer, DefaultEdge> read =
                new SimpleGraph<>(
                        SupplierUtil.createIntegerSupplier(),
                        SupplierUtil.DEFAULT_EDGE_SUPPLIER,
                        false);
        StringWriter written = new StringWriter();

        new Graph6Sparse6Importer<Integer, DefaultEdge>()
                .importGraph(read, new StringReader(Graph6.line(graph)));
        new Graph6Sparse6Exporter<Integer, DefaultEdge>(Format.GRAPH6)
                .exportGraph(graph.toGraph(), written);

        assertThat(Adjacency.of(read)).isEqualTo(graph);
        assertThat(Graph6.parse(written.toString().strip())).isEqualTo(graph);
    }

    @ParameterizedTest(name = "line {index}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the line ends before the number of nodes is complete",
                "~?|the line ends before the number of nodes is complete",
                "?|expected 1 to 46340 nodes, got 0",
                "DQ|a graph of 5 nodes has 3 characters, got 2",
                "DQcc|a graph of 5 nodes has 3 characters, got 4",
                "~~?????|expected at most 258047 nodes, got more",
                "~}~~|a graph of 258047 nodes has 5548999685 characters, got 4",
                "DQd|the bits after the last pair of nodes must be 0",
                "D c|got character 2, code 32",
                ":DaGeaN|got character 1, code 58 (this is sparse6)",
                "&B?|got character 1, code 38 (this is digraph6, directed)"
            })
    void aLineThatIsNoGraphIsRefused(String line, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Graph6.parse(line))
                .withMessageContaining(reason);
    }
}

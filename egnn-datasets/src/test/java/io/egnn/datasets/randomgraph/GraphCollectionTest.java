/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCollectionTest {

    @TempDir private Path folder;

    @Test
    void aFileComesBackAsItWasWritten() throws IOException {
        GraphCollection graphs = ErdosRenyiGenerator.standard(5, 30).generate();
        Path file = folder.resolve("graphs.g6");

        graphs.write(file);

        assertThat(GraphCollection.read(file)).isEqualTo(graphs);
        assertThat(Files.readAllLines(file)).hasSize(30);
    }

    @Test
    void emptyLinesAndTheHeaderAreNoGraphs() throws IOException {
        Path file = folder.resolve("graphs.g6");
        Files.writeString(file, ">>graph6<<DQc\r\n\n  DQc \n");

        assertThat(GraphCollection.read(file).size()).isEqualTo(2);
    }

    @Test
    void aMalformedLineIsNamedByItsNumber() throws IOException {
        Path file = folder.resolve("graphs.g6");
        Files.writeString(file, "DQc\n\nDQc\nDQ\nDQc\n");

        assertThatIOException()
                .isThrownBy(() -> GraphCollection.read(file))
                .withMessage(file + ", line 4: graph6: a graph of 5 nodes has 3 characters, got 2");
    }

    @Test
    void aLineThatIsTooLongIsNotReadToItsEnd() throws IOException {
        Path file =
                Files.writeString(folder.resolve("long.g6"), "DQc\r\nDQc\rDQc\n" + "?".repeat(99));
        assertThatIOException()
                .isThrownBy(() -> GraphCollection.read(file, 20))
                .withMessage(file + ", line 4: graph6: expected at most 20 characters, got more");
    }

    @Test
    void aFileWithoutGraphsIsRefused() throws IOException {
        Path empty = folder.resolve("empty.g6");
        Files.writeString(empty, "\n\n");
        Path binary = folder.resolve("binary.g6");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatIOException()
                .isThrownBy(() -> GraphCollection.read(empty))
                .withMessage(empty + ": expected lines in graph6, got none");
        assertThatIOException()
                .isThrownBy(() -> GraphCollection.read(binary))
                .withMessage(
                        binary
                                + ", line 1: graph6: expected the characters '?' to '~', got"
                                + " character 1, code 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphCollection(List.of()))
                .withMessage("graphs: expected at least one, got none");
    }

    @Test
    void edgesAndPairsAreCountedInBothDirections() {
        GraphCollection graphs =
                new GraphCollection(
                        List.of(Graph6.parse("DQc"), new Adjacency.Builder(2).join(0, 1).build()));

        assertThat(graphs.sizes()).containsExactly(5, 2);
        assertThat(graphs.directedEdges()).isEqualTo(2 * 4 + 2);
        assertThat(graphs.directedPairs()).isEqualTo(20 + 2);
        assertThat(graphs.first(1).size()).isEqualTo(1);
        assertThat(graphs.graph(1).edgeSet()).hasSize(1);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import io.egnn.datasets.ContentHash;
import io.egnn.datasets.SampleSet;
import io.egnn.file.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jspecify.annotations.Nullable;

/**
 * Simple undirected graphs in a fixed order.
 *
 * @param graphs at least one
 */
public record GraphCollection(List<Adjacency> graphs) implements SampleSet {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no graph
     */
    public GraphCollection {
        graphs = List.copyOf(graphs);
        if (graphs.isEmpty()) {
            throw new IllegalArgumentException("graphs: expected at least one, got none");
        }
    }

    /**
     * Reads a file of graph6 lines; empty lines are skipped.
     *
     * @param file the file
     * @return its graphs
     * @throws IOException if it cannot be read, has no graph, or has a line that is none, with the
     *     number of the line
     */
    public static GraphCollection read(Path file) throws IOException {
        return read(file, Graph6.LONGEST_LINE);
    }

    /** The same with lines of some length at most. */
    static GraphCollection read(Path file, long longest) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": expected a file, got a folder");
        }
        List<Adjacency> graphs = new ArrayList<>();
        int number = 0;
        // Any byte is a character, so that the parser meets those that do not belong here.
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = line(lines, longest); line != null; line = line(lines, longest)) {
                number++;
                if (line.length() > longest) {
                    throw new IllegalArgumentException(
                            "graph6: expected at most " + longest + " characters, got more");
                }
                if (!line.isBlank()) {
                    graphs.add(Graph6.parse(line.strip()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
        }
        if (graphs.isEmpty()) {
            throw new IOException(file + ": expected lines in graph6, got none");
        }
        return new GraphCollection(graphs);
    }

    /** The next line, cut behind the longest one; null at the end. */
    private static @Nullable String line(BufferedReader lines, long longest) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n' && c != '\r' && line.length() <= longest) {
            line.append((char) c);
            c = lines.read();
        }
        if (c == '\r') {
            lines.mark(1);
            if (lines.read() != '\n') {
                lines.reset();
            }
        }
        return line.toString();
    }

    /**
     * Writes a file of graph6 lines, or replaces it.
     *
     * @param file the file
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(lines()));
    }

    /**
     * The number of graphs.
     *
     * @return at least 1
     */
    @Override
    public int size() {
        return graphs.size();
    }

    /**
     * One graph.
     *
     * @param index its place
     * @return a new graph with the vertices 0, 1, ..
     */
    public Graph<Integer, DefaultEdge> graph(int index) {
        return graphs.get(index).toGraph();
    }

    /**
     * The first graphs.
     *
     * @param count how many, at least 1
     * @return as many, or all if there are fewer
     */
    public GraphCollection first(int count) {
        return new GraphCollection(graphs.subList(0, Math.min(count, graphs.size())));
    }

    /**
     * The numbers of nodes.
     *
     * @return one for each graph
     */
    public int[] sizes() {
        return graphs.stream().mapToInt(Adjacency::size).toArray();
    }

    /**
     * The number of ordered pairs that are joined, over all graphs.
     *
     * @return twice the number of edges
     */
    public long directedEdges() {
        return graphs.stream().mapToLong(graph -> 2L * graph.edges()).sum();
    }

    /**
     * The number of ordered pairs of different nodes, over all graphs.
     *
     * @return the sum of N (N - 1)
     */
    public long directedPairs() {
        return graphs.stream().mapToLong(graph -> (long) graph.size() * (graph.size() - 1)).sum();
    }

    /**
     * A hash that tells collections apart: SHA-256 of the graph6 lines.
     *
     * @return 64 lower-case hexadecimal digits
     */
    @Override
    public String sha256() {
        return new ContentHash().add(lines()).hex();
    }

    @Override
    public String toString() {
        return "GraphCollection[" + size() + " graphs]";
    }

    private byte[] lines() {
        StringBuilder text = new StringBuilder();
        graphs.forEach(graph -> text.append(Graph6.line(graph)).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}

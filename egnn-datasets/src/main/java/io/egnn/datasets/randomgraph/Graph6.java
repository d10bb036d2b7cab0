/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

/**
 * The graph6 format: a simple undirected graph as one line of printable characters.
 *
 * <p>Each character stands for six bits, its code less 63: first the number of nodes, then the
 * upper triangle of the adjacency matrix, column by column.
 *
 * <p>JGraphT's own reader takes lines that are too short, too long or not in these characters for
 * graphs, which is why this one is here.
 *
 * @see <a href="https://users.cecs.anu.edu.au/~bdm/data/formats.txt">McKay: graph6 and sparse6</a>
 */
public final class Graph6 {

    private static final String HEADER = ">>graph6<<";
    private static final int BITS = 6;
    private static final int OFFSET = 63;
    private static final int LARGEST_CHARACTER = 126;

    /** Numbers of nodes beyond one character: the mark 126, then three characters. */
    private static final int LARGEST_SHORT = 62;

    private static final int LARGEST_LONG = 258_047;

    /** Characters of the largest graph that {@link Adjacency} holds, with its header. */
    static final long LONGEST_LINE = HEADER.length() + 4 + characters(Adjacency.MAX_SIZE);

    private Graph6() {}

    /**
     * Reads a graph.
     *
     * @param line one line without its end, the header {@code >>graph6<<} allowed
     * @return the graph
     * @throws IllegalArgumentException saying what is wrong with the line
     */
    public static Adjacency parse(String line) {
        String text = line.startsWith(HEADER) ? line.substring(HEADER.length()) : line;
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c < OFFSET || c > LARGEST_CHARACTER) {
                throw new IllegalArgumentException(
                        "graph6: expected the characters '?' to '~', got character %d, code %d%s"
                                .formatted(k + 1, (int) c, hint(text)));
            }
        }
        int start = text.isEmpty() || text.charAt(0) < LARGEST_CHARACTER ? 1 : 4;
        if (text.length() < start) {
            throw new IllegalArgumentException(
                    "graph6: the line ends before the number of nodes is complete");
        }
        long size = start == 1 ? bits(text, 0) : 0;
        for (int k = 1; k < start; k++) {
            size = (size << BITS) | bits(text, k);
        }
        if (size > LARGEST_LONG) {
            throw new IllegalArgumentException(
                    "graph6: expected at most " + LARGEST_LONG + " nodes, got more");
        }
        long expected = start + characters(size);
        if (text.length() != expected) {
            throw new IllegalArgumentException(
                    "graph6: a graph of %d nodes has %d characters, got %d"
                            .formatted(size, expected, text.length()));
        }
        Adjacency.Builder graph = new Adjacency.Builder((int) size);
        long bit = 0;
        for (int j = 1; j < size; j++) {
            for (int i = 0; i < j; i++, bit++) {
                if (isSet(text, start, bit)) {
                    graph.join(i, j);
                }
            }
        }
        for (; bit < BITS * characters(size); bit++) {
            if (isSet(text, start, bit)) {
                throw new IllegalArgumentException(
                        "graph6: the bits after the last pair of nodes must be 0");
            }
        }
        return graph.build();
    }

    /**
     * Writes a graph.
     *
     * @param graph the graph
     * @return one line without its end
     */
    public static String line(Adjacency graph) {
        int size = graph.size();
        StringBuilder text = new StringBuilder();
        if (size > LARGEST_SHORT) {
            text.append((char) LARGEST_CHARACTER);
            text.append((char) (OFFSET + (size >> (2 * BITS))));
            text.append((char) (OFFSET + ((size >> BITS) & OFFSET)));
            text.append((char) (OFFSET + (size & OFFSET)));
        } else {
            text.append((char) (OFFSET + size));
        }
        int group = 0;
        int filled = 0;
        for (int j = 1; j < size; j++) {
            for (int i = 0; i < j; i++) {
                group = (group << 1) | (graph.has(i, j) ? 1 : 0);
                if (++filled == BITS) {
                    text.append((char) (OFFSET + group));
                    group = 0;
                    filled = 0;
                }
            }
        }
        if (filled > 0) {
            text.append((char) (OFFSET + (group << (BITS - filled))));
        }
        return text.toString();
    }

    private static int bits(String text, int position) {
        return text.charAt(position) - OFFSET;
    }

    private static boolean isSet(String text, int start, long bit) {
        int shift = (int) (BITS - 1 - bit % BITS);
        return ((bits(text, start + (int) (bit / BITS)) >> shift) & 1) == 1;
    }

    private static long characters(long size) {
        return (size * (size - 1) / 2 + BITS - 1) / BITS;
    }

    private static String hint(String text) {
        return switch (text.charAt(0)) {
            case ':', ';' -> " (this is sparse6)";
            case '&' -> " (this is digraph6, directed)";
            default -> "";
        };
    }
}

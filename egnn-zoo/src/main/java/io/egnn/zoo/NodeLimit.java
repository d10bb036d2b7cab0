/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

/**
 * How large a graph a translator takes: networks look at every pair of nodes, so that a small
 * request for a large one would need gigabytes.
 */
final class NodeLimit {

    /** The most nodes: 4 million pairs. */
    static final int NODES = 2_048;

    private NodeLimit() {}

    /**
     * Checks a number of nodes.
     *
     * @param what whose, for the message
     * @param nodes the number
     * @param name the plural of what they are
     * @throws IllegalArgumentException if it is too large
     */
    static void require(String what, int nodes, String name) {
        if (nodes > NODES) {
            throw new IllegalArgumentException(
                    "%s: expected at most %d %s, since the network looks at every pair, got %d"
                            .formatted(what, NODES, name, nodes));
        }
    }
}

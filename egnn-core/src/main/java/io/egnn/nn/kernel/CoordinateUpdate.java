/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/**
 * Which differences equation 4 adds up, and the constant C before the sum.
 *
 * <p>The paper sums over all j &ne; i with C = 1/(M - 1); the reference code takes the mean over
 * the edges it was given. On a complete graph the two are the same.
 */
public enum CoordinateUpdate {
    /** Coordinates stay as they are: the network is invariant. */
    NONE,
    /** Mean over the neighbours that are present, 0 without any. */
    NEIGHBOR_MEAN,
    /** Sum over the neighbours that are present. */
    NEIGHBOR_SUM,
    /** Mean over all other nodes that are present, whatever the adjacency; complete graphs only. */
    ALL_MEAN,
    /** Sum over all other nodes that are present, whatever the adjacency; complete graphs only. */
    ALL_SUM;

    boolean overAllNodes() {
        return this == ALL_MEAN || this == ALL_SUM;
    }

    boolean isMean() {
        return this == ALL_MEAN || this == NEIGHBOR_MEAN;
    }
}

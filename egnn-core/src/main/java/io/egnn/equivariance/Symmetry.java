/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

/** A kind of change of a graph's description that a physical answer follows. */
public enum Symmetry {
    /** Coordinates are shifted, \( x_i \to x_i + t \). */
    TRANSLATION,
    /** Coordinates and velocities are turned, \( x_i \to Q x_i \) with \( \det Q = 1 \). */
    ROTATION,
    /**
     * Coordinates and velocities are turned and mirrored, \( x_i \to Q x_i \) with \( \det Q = -1
     * \).
     */
    REFLECTION,
    /** Nodes are numbered in another order. */
    PERMUTATION
}

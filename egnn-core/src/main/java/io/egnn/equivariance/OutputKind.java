/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import ai.djl.ndarray.types.Shape;

/** How an output of a model claims to follow its input; letters as in {@link io.egnn.graph}. */
public enum OutputKind {
    /** Numbers of a graph that nothing changes, such as an energy: (B, ...). */
    GRAPH_INVARIANT(false, false, false),
    /** Vectors of a graph that turn with it and are not shifted, such as a dipole: (B, ..., n). */
    GRAPH_VECTOR(false, true, false),
    /** Numbers of the nodes that are only renumbered with them, such as features: (B, N, ...). */
    NODE_INVARIANT(true, false, false),
    /** Vectors of the nodes that turn and are not shifted, such as velocities: (B, N, ..., n). */
    NODE_VECTOR(true, true, false),
    /** Points of the nodes that turn and are shifted, such as coordinates: (B, N, ..., n). */
    NODE_COORDINATES(true, true, true);

    private final boolean ofNodes;
    private final boolean turns;
    private final boolean shifts;

    OutputKind(boolean ofNodes, boolean turns, boolean shifts) {
        this.ofNodes = ofNodes;
        this.turns = turns;
        this.shifts = shifts;
    }

    boolean isOfNodes() {
        return ofNodes;
    }

    boolean isTurned() {
        return turns;
    }

    boolean isShifted() {
        return shifts;
    }

    /** Checks that an output has the axes that its kind needs. */
    void check(int output, Shape shape, Shape coordinates) {
        int axes = shape.dimension();
        int needed = 1 + (ofNodes ? 1 : 0) + (turns ? 1 : 0);
        boolean fits =
                axes >= needed
                        && shape.get(0) == coordinates.get(0)
                        && (!ofNodes || shape.get(1) == coordinates.get(1))
                        && (!turns || shape.get(axes - 1) == coordinates.get(2));
        if (!fits) {
            throw new IllegalArgumentException(
                    "output %d is declared %s and must have shape (%d%s, ...%s), got %s"
                            .formatted(
                                    output,
                                    this,
                                    coordinates.get(0),
                                    ofNodes ? ", " + coordinates.get(1) : "",
                                    turns ? ", " + coordinates.get(2) : "",
                                    shape));
        }
    }
}

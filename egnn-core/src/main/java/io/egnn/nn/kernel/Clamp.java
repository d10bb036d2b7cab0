/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/** How the translation (x_i - x_j) phi_x(m_ij) of one edge is kept from exploding. */
public enum Clamp {
    /** Not at all. */
    NONE,
    /** A translation longer than the limit is shortened to it; equivariant. */
    NORM,
    /**
     * Each component is cut to [-limit, limit], as the reference's {@code gcl.py} does at 100.
     * <b>Not equivariant</b> under rotations when it becomes active: it depends on the axes.
     */
    COMPONENT
}

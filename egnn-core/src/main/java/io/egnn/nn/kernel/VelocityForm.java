/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/** How velocities enter a layer (section 3.2). */
public enum VelocityForm {
    /** Not at all: equation 4. */
    NONE,
    /**
     * The paper's equation 7: \( v_i^{l+1} = \phi_v(h_i^l) v_i^l + C \sum_j (x_i - x_j)
     * \phi_x(m_{ij}) \) and \( x_i^{l+1} = x_i^l + v_i^{l+1} \).
     */
    RECURSIVE,
    /**
     * The reference code's form, in which every layer sees the velocities that the network was
     * given: \( x_i^{l+1} = x_i^l + \phi_v(h_i^l) v_i^0 + C \sum_j (x_i - x_j) \phi_x(m_{ij}) \).
     */
    INITIAL
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/**
 * What the differences x_i - x_j of equation 4 are divided by; messages always see the squared
 * distance itself.
 */
public enum DifferenceScaling {
    /** Nothing: equation 4 as printed. */
    NONE,
    /**
     * The distance plus 1e-8, held constant in the backward pass: unit vectors, {@code normalize}
     * of the reference's {@code egnn_clean}.
     */
    UNIT,
    /**
     * The distance plus one: vectors shorter than one, {@code norm_diff} of the reference's {@code
     * gcl.py}.
     */
    DAMPED
}

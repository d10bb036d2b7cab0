/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The weights (out, in) and biases (out) of one layer, on one device. Those that a configuration
 * has no use for are null.
 *
 * @param edge1 phi_e, first map; its columns are h_i, h_j, squared distance, a_ij
 * @param edge2 phi_e, second map
 * @param node1 phi_h, first map; its columns are h_i, m_i, node attributes
 * @param node2 phi_h, second map
 * @param coordinate1 phi_x, first map
 * @param coordinate2 phi_x, second map, without bias
 * @param velocity1 phi_v, first map
 * @param velocity2 phi_v, second map
 * @param gate phi_inf
 */
public record EgclParameters(
        Affine edge1,
        Affine edge2,
        Affine node1,
        Affine node2,
        @Nullable Affine coordinate1,
        @Nullable NDArray coordinate2,
        @Nullable Affine velocity1,
        @Nullable Affine velocity2,
        @Nullable Affine gate) {

    /**
     * One affine map, \( y = x W^T + b \).
     *
     * @param weight (out, in)
     * @param bias (out)
     */
    public record Affine(NDArray weight, NDArray bias) {}
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.Sizes;

/**
 * Sizes and options of one {@link Gcl}.
 *
 * @param inputFeatures length of h going in
 * @param hiddenFeatures length of messages and of every hidden layer
 * @param outputFeatures length of h coming out
 * @param edgeAttributes A, length of a_ij; 0 for none
 * @param residual whether h goes around phi_h; needs equal lengths in and out
 * @param attention whether messages are weighted by a gate that reads |h_i - h_j|
 */
public record GclConfig(
        int inputFeatures,
        int hiddenFeatures,
        int outputFeatures,
        int edgeAttributes,
        boolean residual,
        boolean attention)
        implements NetworkConfig {

    /**
     * Checks sizes and that the options go together.
     *
     * @throws IllegalArgumentException naming the first value that is out of range
     */
    public GclConfig {
        Sizes.requireAtLeast(1, inputFeatures, "inputFeatures");
        Sizes.requireAtLeast(1, hiddenFeatures, "hiddenFeatures");
        Sizes.requireAtLeast(1, outputFeatures, "outputFeatures");
        Sizes.requireAtLeast(0, edgeAttributes, "edgeAttributes");
        if (residual && inputFeatures != outputFeatures) {
            throw new IllegalArgumentException(
                    "a residual layer needs as many features out as in, got inputFeatures "
                            + inputFeatures
                            + " and outputFeatures "
                            + outputFeatures);
        }
    }

    @Override
    public Gcl newNetwork() {
        return new Gcl(this);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.Sizes;

/**
 * Sizes of a {@link Gnn}.
 *
 * @param inputFeatures length of h in the batch; positions and velocities together are 2 n
 * @param hiddenFeatures length of h in all layers, of messages and of every hidden layer
 * @param layers L, number of layers
 * @param edgeAttributes A, length of a_ij; 0 for none
 * @param outputFeatures length of a node's output; n for positions
 */
public record GnnConfig(
        int inputFeatures, int hiddenFeatures, int layers, int edgeAttributes, int outputFeatures)
        implements NetworkConfig {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException naming the first value that is out of range
     */
    public GnnConfig {
        Sizes.requireAtLeast(1, inputFeatures, "inputFeatures");
        Sizes.requireAtLeast(1, hiddenFeatures, "hiddenFeatures");
        Sizes.requireBetween(1, Sizes.MOST_LAYERS, layers, "layers");
        Sizes.requireAtLeast(0, edgeAttributes, "edgeAttributes");
        Sizes.requireAtLeast(1, outputFeatures, "outputFeatures");
    }

    /** Sizes of each layer. */
    GclConfig layer() {
        return new GclConfig(
                hiddenFeatures, hiddenFeatures, hiddenFeatures, edgeAttributes, true, false);
    }

    @Override
    public Gnn newNetwork() {
        return new Gnn(this);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.GaussianBasis;
import io.egnn.nn.kernel.Sizes;

/**
 * Sizes of a {@link SchNet}.
 *
 * @param inputFeatures length of h in the batch
 * @param hiddenFeatures length of h in the network, and of filters
 * @param interactions number of interactions
 * @param gaussians number of Gaussians that a distance is written in, at least 2
 * @param cutoff the distance from which on there is no message, in the unit of x
 * @param outputFeatures length of the output
 */
public record SchNetConfig(
        int inputFeatures,
        int hiddenFeatures,
        int interactions,
        int gaussians,
        double cutoff,
        int outputFeatures)
        implements NetworkConfig {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the first value that is out of range
     */
    public SchNetConfig {
        Sizes.requireAtLeast(1, inputFeatures, "inputFeatures");
        Sizes.requireAtLeast(2, hiddenFeatures, "hiddenFeatures");
        Sizes.requireBetween(1, Sizes.MOST_LAYERS, interactions, "interactions");
        Sizes.requireAtLeast(2, gaussians, "gaussians");
        Sizes.requireAtLeast(1, outputFeatures, "outputFeatures");
        Sizes.requirePositive(cutoff, "cutoff");
    }

    /** How distances are written. */
    GaussianBasis basis() {
        return new GaussianBasis(gaussians, cutoff);
    }

    @Override
    public SchNet newNetwork() {
        return new SchNet(this);
    }
}

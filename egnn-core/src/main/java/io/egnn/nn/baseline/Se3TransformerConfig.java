/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import io.egnn.nn.NetworkConfig;

/**
 * Sizes of a {@link Se3Transformer}.
 *
 * @param inputFeatures length of h in the batch
 * @param channels channels of each type of feature inside the network
 * @param degrees number of types, 0 to degrees - 1; at least 2, as vectors go in and come out
 * @param layers number of attention layers, after which there is a convolution
 * @param radialFeatures width of the radial networks
 */
public record Se3TransformerConfig(
        int inputFeatures, int channels, int degrees, int layers, int radialFeatures)
        implements NetworkConfig {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1, or there are fewer than 2 types or more
     *     than 16
     */
    public Se3TransformerConfig {
        TensorFieldConfig.requireSizes(inputFeatures, channels, degrees, layers, radialFeatures);
    }

    /**
     * The sizes of the reference's N-body runs: 4 attention layers, 21 channels of types 0, 1 and
     * 2.
     *
     * @param inputFeatures length of h in the batch
     * @return the configuration
     */
    public static Se3TransformerConfig of(int inputFeatures) {
        return new Se3TransformerConfig(inputFeatures, 21, 3, 4, TensorFieldConfig.RADIAL_FEATURES);
    }

    @Override
    public Se3Transformer newNetwork() {
        return new Se3Transformer(this);
    }
}

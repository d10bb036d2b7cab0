/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.Sizes;

/**
 * Sizes of a {@link TensorFieldNetwork}.
 *
 * @param inputFeatures length of h in the batch
 * @param channels channels of each type of feature inside the network
 * @param degrees number of types, 0 to degrees - 1; at least 2, as vectors go in and come out
 * @param layers number of convolutions, the last one included
 * @param radialFeatures width of the radial networks
 */
public record TensorFieldConfig(
        int inputFeatures, int channels, int degrees, int layers, int radialFeatures)
        implements NetworkConfig {

    /** Rotations of such high types are of no use, and their coefficients would take minutes. */
    private static final int MOST_DEGREES = 16;

    /** Width of the reference's radial networks: {@value}. */
    public static final int RADIAL_FEATURES = 32;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1, or there are fewer than 2 types or more
     *     than 16
     */
    public TensorFieldConfig {
        requireSizes(inputFeatures, channels, degrees, layers, radialFeatures);
    }

    /**
     * The sizes of the reference's N-body runs: 4 convolutions, 16 channels of types 0 and 1.
     *
     * @param inputFeatures length of h in the batch
     * @return the configuration
     */
    public static TensorFieldConfig of(int inputFeatures) {
        return new TensorFieldConfig(inputFeatures, 16, 2, 4, RADIAL_FEATURES);
    }

    static void requireSizes(
            int inputFeatures, int channels, int degrees, int layers, int radialFeatures) {
        Sizes.requireAtLeast(1, inputFeatures, "inputFeatures");
        Sizes.requireAtLeast(1, channels, "channels");
        Sizes.requireBetween(2, MOST_DEGREES, degrees, "degrees");
        Sizes.requireBetween(1, Sizes.MOST_LAYERS, layers, "layers");
        Sizes.requireAtLeast(1, radialFeatures, "radialFeatures");
    }

    @Override
    public TensorFieldNetwork newNetwork() {
        return new TensorFieldNetwork(this);
    }
}

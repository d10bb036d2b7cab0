/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.RadialFieldKernel;
import io.egnn.nn.kernel.Sizes;

/**
 * Sizes and options of a {@link RadialField}.
 *
 * @param hiddenFeatures length of every hidden layer
 * @param layers L, number of layers
 * @param edgeAttributes A, length of a_ij; 0 for none
 * @param velocity whether velocities enter; the batch must have them then
 * @param tanh whether phi_rf ends in a hyperbolic tangent
 * @param componentLimit each component of one neighbour's translation is cut to [-limit, limit],
 *     which is <b>not equivariant</b> under rotations when it becomes active; 0 for no limit
 * @param decay the part of x that each layer takes away, which pulls to the origin and is <b>not
 *     equivariant</b> under translations; 0 for none
 */
public record RadialFieldConfig(
        int hiddenFeatures,
        int layers,
        int edgeAttributes,
        boolean velocity,
        boolean tanh,
        double componentLimit,
        double decay)
        implements NetworkConfig {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the first value that is out of range
     */
    public RadialFieldConfig {
        Sizes.requireAtLeast(1, hiddenFeatures, "hiddenFeatures");
        Sizes.requireBetween(1, Sizes.MOST_LAYERS, layers, "layers");
        Sizes.requireAtLeast(0, edgeAttributes, "edgeAttributes");
        if (!(componentLimit >= 0 && componentLimit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "componentLimit must be finite and not negative, got " + componentLimit);
        }
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException(
                    "decay must be at least 0 and below 1, got " + decay);
        }
    }

    /**
     * The form of the N-body experiment: with velocities and tanh, equivariant.
     *
     * @param hiddenFeatures length of every hidden layer
     * @param layers number of layers
     * @param edgeAttributes length of a_ij
     * @return the configuration
     */
    public static RadialFieldConfig withVelocities(
            int hiddenFeatures, int layers, int edgeAttributes) {
        return new RadialFieldConfig(hiddenFeatures, layers, edgeAttributes, true, true, 0, 0);
    }

    /** What the layers have in common. */
    RadialFieldKernel.Options options() {
        return new RadialFieldKernel.Options(tanh, componentLimit, decay);
    }

    @Override
    public RadialField newNetwork() {
        return new RadialField(this);
    }
}

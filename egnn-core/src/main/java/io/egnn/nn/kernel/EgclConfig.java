/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/**
 * Sizes and options of one equivariant graph convolutional layer.
 *
 * @param inputFeatures length of h going in
 * @param hiddenFeatures length of messages and of every hidden layer
 * @param outputFeatures length of h coming out
 * @param edgeAttributes A, length of a_ij; 0 for none
 * @param nodeAttributes D, length of what phi_h sees beside h and the messages; 0 for none
 * @param residual whether h goes around phi_h; needs equal lengths in and out
 * @param coordinateUpdate the sum of equation 4
 * @param scaling what differences are divided by in equation 4
 * @param tanh whether phi_x ends in a hyperbolic tangent
 * @param clamp the bound on one edge's translation
 * @param clampLimit the bound's size, in the unit of the coordinates; unused with {@link
 *     Clamp#NONE}
 * @param velocity how velocities enter
 * @param inferredEdges whether messages are weighted by phi_inf (equation 8)
 */
public record EgclConfig(
        int inputFeatures,
        int hiddenFeatures,
        int outputFeatures,
        int edgeAttributes,
        int nodeAttributes,
        boolean residual,
        CoordinateUpdate coordinateUpdate,
        DifferenceScaling scaling,
        boolean tanh,
        Clamp clamp,
        double clampLimit,
        VelocityForm velocity,
        boolean inferredEdges) {

    /**
     * Checks sizes and that the options go together.
     *
     * @throws IllegalArgumentException naming the first value that is out of range
     */
    public EgclConfig {
        Sizes.requireAtLeast(1, inputFeatures, "inputFeatures");
        Sizes.requireAtLeast(1, hiddenFeatures, "hiddenFeatures");
        Sizes.requireAtLeast(1, outputFeatures, "outputFeatures");
        Sizes.requireAtLeast(0, edgeAttributes, "edgeAttributes");
        Sizes.requireAtLeast(0, nodeAttributes, "nodeAttributes");
        if (residual && inputFeatures != outputFeatures) {
            throw new IllegalArgumentException(
                    "a residual layer needs as many features out as in, got inputFeatures "
                            + inputFeatures
                            + " and outputFeatures "
                            + outputFeatures);
        }
        if (coordinateUpdate == CoordinateUpdate.NONE && velocity != VelocityForm.NONE) {
            throw new IllegalArgumentException(
                    "velocity " + velocity + " needs a coordinate update, got NONE");
        }
        if (clamp != Clamp.NONE) {
            Sizes.requirePositive(clampLimit, "clampLimit");
        }
    }

    /**
     * Whether the layer moves coordinates.
     *
     * @return false if {@link #coordinateUpdate()} is {@link CoordinateUpdate#NONE}
     */
    public boolean movesCoordinates() {
        return coordinateUpdate != CoordinateUpdate.NONE;
    }
}

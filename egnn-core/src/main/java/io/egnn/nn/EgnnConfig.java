/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import io.egnn.nn.kernel.EgclConfig;
import io.egnn.nn.kernel.Sizes;

/**
 * Everything that fixes the shape and the arithmetic of an {@link Egnn}; saved with its parameters.
 *
 * @param inputFeatures length of h in the batch, mapped to {@code layer.inputFeatures()} first
 * @param layers L, number of equivariant layers
 * @param sharedLayers whether all layers have one set of weights, as the steps of an integrator do
 * @param layer sizes and options of each layer, equal lengths in and out
 * @param outputFeatures length that h is mapped to at the end; 0 to leave h as the last layer has
 *     it
 * @param outputs what comes out
 */
public record EgnnConfig(
        int inputFeatures,
        int layers,
        boolean sharedLayers,
        EgclConfig layer,
        int outputFeatures,
        Outputs outputs)
        implements NetworkConfig {

    /** What a network puts out. */
    public enum Outputs {
        /** h alone. */
        FEATURES,
        /** x alone; the last layer's phi_h, which nothing reads, is not computed. */
        COORDINATES,
        /** h, x, and v if the batch has velocities. */
        ALL,
        /**
         * One row per graph, \( \phi_2(\sum_i \phi_1(h_i)) \) with two-layer perceptrons: the
         * network of section 5.3.
         */
        GRAPH
    }

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException naming the first value that is out of range
     */
    public EgnnConfig {
        Sizes.requireAtLeast(1, inputFeatures, "inputFeatures");
        Sizes.requireBetween(1, Sizes.MOST_LAYERS, layers, "layers");
        Sizes.requireAtLeast(0, outputFeatures, "outputFeatures");
        if (layer.inputFeatures() != layer.outputFeatures()) {
            throw new IllegalArgumentException(
                    "layers of a network need as many features out as in, got inputFeatures "
                            + layer.inputFeatures()
                            + " and outputFeatures "
                            + layer.outputFeatures());
        }
        if (outputs == Outputs.COORDINATES && outputFeatures > 0) {
            throw new IllegalArgumentException(
                    "outputs COORDINATES have no features to map, got outputFeatures "
                            + outputFeatures);
        }
        if (outputs == Outputs.GRAPH && outputFeatures == 0) {
            throw new IllegalArgumentException("outputs GRAPH need at least one output feature");
        }
        if (outputs == Outputs.COORDINATES && !layer.movesCoordinates()) {
            throw new IllegalArgumentException(
                    "outputs COORDINATES need layers that move coordinates, got coordinateUpdate NONE");
        }
    }

    @Override
    public Egnn newNetwork() {
        return new Egnn(this);
    }

    /**
     * Starts a configuration.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts a configuration together; the layers' options are those of {@link EgclOptions}. */
    public static final class Builder extends EgclOptions<Builder> {
        private int inputFeatures;
        private int hiddenFeatures;
        private int layers = 4;
        private boolean sharedLayers;
        private int outputFeatures;
        private Outputs outputs = Outputs.ALL;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the lengths of h.
         *
         * @param inputs length in the batch
         * @param hidden length inside the network, and of messages
         * @return this builder
         */
        public Builder setFeatures(int inputs, int hidden) {
            inputFeatures = inputs;
            hiddenFeatures = hidden;
            return this;
        }

        /**
         * Sets the number L of layers; 4 unless set.
         *
         * @param number the number
         * @return this builder
         */
        public Builder optLayers(int number) {
            layers = number;
            return this;
        }

        /**
         * Sets whether all layers have one set of weights; each has its own unless set. Fewer
         * weights, which helps where the layers stand for steps of one motion and samples are few.
         *
         * @param shared whether the weights are shared
         * @return this builder
         */
        public Builder optSharedLayers(boolean shared) {
            sharedLayers = shared;
            return this;
        }

        /**
         * Sets the length that h is mapped to at the end; not mapped unless set.
         *
         * @param number the length
         * @return this builder
         */
        public Builder optOutputFeatures(int number) {
            outputFeatures = number;
            return this;
        }

        /**
         * Sets what comes out; everything unless set.
         *
         * @param kind what comes out
         * @return this builder
         */
        public Builder optOutputs(Outputs kind) {
            outputs = kind;
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @return the configuration
         * @throws IllegalArgumentException if sizes or options do not fit
         */
        public EgnnConfig build() {
            return new EgnnConfig(
                    inputFeatures,
                    layers,
                    sharedLayers,
                    config(hiddenFeatures, hiddenFeatures, hiddenFeatures),
                    outputFeatures,
                    outputs);
        }
    }
}

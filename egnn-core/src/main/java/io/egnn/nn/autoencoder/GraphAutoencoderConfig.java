/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.autoencoder;

import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.Sizes;

/**
 * Sizes and options of a {@link GraphAutoencoder}.
 *
 * @param encoder what turns noise and adjacency into an embedding
 * @param layers L, number of layers
 * @param hiddenFeatures length of h between layers, of messages and of every hidden layer
 * @param embedding n, length of a node's embedding
 * @param pull the part of x that each layer of an equivariant encoder takes away, so that points
 *     stay near each other
 */
public record GraphAutoencoderConfig(
        Encoder encoder, int layers, int hiddenFeatures, int embedding, double pull)
        implements NetworkConfig {

    /** The systems of figure 5. */
    public enum Encoder {
        /** Equivariant layers; noise is where the nodes begin. */
        EGNN,
        /** Graph convolutional layers without noise: symmetric nodes cannot be told apart. */
        GNN,
        /** Graph convolutional layers; noise is the feature that a node begins with. */
        NOISE_GNN,
        /** A radial field; noise is where the nodes begin. */
        RADIAL_FIELD;

        /**
         * Whether it moves points, so that turned noise gives a turned embedding.
         *
         * @return true for {@link #EGNN} and {@link #RADIAL_FIELD}
         */
        public boolean isEquivariant() {
            return this == EGNN || this == RADIAL_FIELD;
        }
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the first one that is out of range
     */
    public GraphAutoencoderConfig {
        Sizes.requireBetween(1, Sizes.MOST_LAYERS, layers, "layers");
        Sizes.requireAtLeast(1, hiddenFeatures, "hiddenFeatures");
        Sizes.requireAtLeast(1, embedding, "embedding");
        if (!(pull >= 0 && pull < 1)) {
            throw new IllegalArgumentException("pull must be at least 0 and below 1, got " + pull);
        }
    }

    /**
     * The sizes of the paper: 4 layers of 64 features, 8 dimensions.
     *
     * @param encoder the encoder
     * @return the configuration
     */
    public static GraphAutoencoderConfig paper(Encoder encoder) {
        return new GraphAutoencoderConfig(encoder, 4, 64, 8, 1e-3);
    }

    /**
     * The same with another length of the embedding.
     *
     * @param length n
     * @return the configuration
     */
    public GraphAutoencoderConfig withEmbedding(int length) {
        return new GraphAutoencoderConfig(encoder, layers, hiddenFeatures, length, pull);
    }

    /**
     * The length of the noise x in a batch.
     *
     * @return n where nodes begin at the noise; 1 where it is a feature, or is ignored
     */
    public int noiseDimension() {
        return encoder.isEquivariant() ? embedding : 1;
    }

    @Override
    public GraphAutoencoder newNetwork() {
        return new GraphAutoencoder(this);
    }
}

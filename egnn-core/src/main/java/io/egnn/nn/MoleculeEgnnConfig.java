/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.GaussianBasis;
import io.egnn.nn.kernel.Sizes;

/**
 * Sizes and options of a {@link MoleculeEgnn}.
 *
 * @param trunk the layers, of which the features come out; its edge attributes are the Gaussians
 * @param cutoff the centre of the last Gaussian, in the unit of x
 * @param outputFeatures T, number of properties
 * @param dipole which of them is the length of a dipole moment, from 0; -1 for none
 */
public record MoleculeEgnnConfig(EgnnConfig trunk, double cutoff, int outputFeatures, int dipole)
        implements NetworkConfig {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the first value that is out of range
     */
    public MoleculeEgnnConfig {
        if (trunk.outputs() != Outputs.FEATURES || trunk.outputFeatures() != 0) {
            throw new IllegalArgumentException(
                    "trunk must put out the features of its last layer, got outputs "
                            + trunk.outputs()
                            + " and outputFeatures "
                            + trunk.outputFeatures());
        }
        if (trunk.layer().movesCoordinates()) {
            throw new IllegalArgumentException(
                    "trunk must not move coordinates, got coordinateUpdate "
                            + trunk.layer().coordinateUpdate());
        }
        if (trunk.layer().edgeAttributes() < 2) {
            throw new IllegalArgumentException(
                    "trunk must read at least 2 Gaussians as edge attributes, got "
                            + trunk.layer().edgeAttributes());
        }
        Sizes.requirePositive(cutoff, "cutoff");
        Sizes.requireAtLeast(1, outputFeatures, "outputFeatures");
        if (dipole < -1 || dipole >= outputFeatures) {
            throw new IllegalArgumentException(
                    "dipole must be one of the "
                            + outputFeatures
                            + " outputs or -1, got "
                            + dipole);
        }
    }

    /**
     * The network of section 5.3 with Gaussians and several outputs.
     *
     * @param inputFeatures length of h in the batch
     * @param hiddenFeatures length of h in the network, and of messages
     * @param layers number of layers
     * @param gaussians number of Gaussians that a distance is written in, at least 2
     * @param cutoff the centre of the last one, in the unit of x
     * @param outputFeatures number of properties
     * @param dipole which of them is the length of a dipole moment, or -1
     * @return the configuration
     */
    public static MoleculeEgnnConfig of(
            int inputFeatures,
            int hiddenFeatures,
            int layers,
            int gaussians,
            double cutoff,
            int outputFeatures,
            int dipole) {
        EgnnConfig trunk =
                EgnnConfig.builder()
                        .setFeatures(inputFeatures, hiddenFeatures)
                        .optLayers(layers)
                        .optInferredEdges(true)
                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                        .optEdgeAttributes(gaussians)
                        .optOutputs(Outputs.FEATURES)
                        .build();
        return new MoleculeEgnnConfig(trunk, cutoff, outputFeatures, dipole);
    }

    /**
     * The same layers with a readout for other properties, none of them a dipole moment.
     *
     * @param number of properties
     * @return the configuration
     */
    public MoleculeEgnnConfig withOutputs(int number) {
        return new MoleculeEgnnConfig(trunk, cutoff, number, -1);
    }

    /** What edges know of their distance. */
    GaussianBasis basis() {
        return new GaussianBasis(trunk.layer().edgeAttributes(), cutoff);
    }

    @Override
    public MoleculeEgnn newNetwork() {
        return new MoleculeEgnn(this);
    }
}

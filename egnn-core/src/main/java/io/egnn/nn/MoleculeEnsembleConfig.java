/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import io.egnn.nn.kernel.Sizes;

/**
 * Sizes and options of a {@link MoleculeEnsemble}.
 *
 * @param member sizes and options of each network
 * @param members how many there are, at least 2
 */
public record MoleculeEnsembleConfig(MoleculeEgnnConfig member, int members)
        implements NetworkConfig {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there are too few members
     */
    public MoleculeEnsembleConfig {
        Sizes.requireBetween(2, Sizes.MOST_LAYERS, members, "members");
    }

    @Override
    public MoleculeEnsemble newNetwork() {
        return new MoleculeEnsemble(this);
    }
}

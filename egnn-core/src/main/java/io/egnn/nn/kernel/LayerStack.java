/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import io.egnn.nn.kernel.EgclParameters.Affine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers that are run one after the other, with their weights on one device.
 *
 * @param config sizes and options of each layer; h may have another length before the first
 * @param firstResidual whether h goes around phi_h of the first layer as of the others
 * @param inputMap affine map of h before the first layer; null for none
 * @param layers weights of the layers
 * @param rounds how often all of the layers are run; more than once where they share weights
 * @param updatesLast false to leave h as it is in the very last layer (equation 6 skipped), where
 *     nobody reads it afterwards
 * @param outputMap affine map of h after the last layer; null for none
 * @param pull the part of x that is taken away after each layer; 0 for none
 */
public record LayerStack(
        EgclConfig config,
        boolean firstResidual,
        @Nullable Affine inputMap,
        List<EgclParameters> layers,
        int rounds,
        boolean updatesLast,
        @Nullable Affine outputMap,
        double pull) {

    /** Copies the list. */
    public LayerStack {
        layers = List.copyOf(layers);
    }

    /** Whether somebody reads h after the last layer. */
    boolean givesFeatures() {
        return updatesLast || outputMap != null;
    }

    /** Whether x becomes another one. */
    boolean changesCoordinates() {
        return config.movesCoordinates() || pull != 0;
    }

    /** Whether v becomes another one. */
    boolean changesVelocities() {
        return config.movesCoordinates() && config.velocity() == VelocityForm.RECURSIVE;
    }

    /** Whether phi_h is left out of a layer. */
    boolean updatesFeatures(int round, int layer) {
        return updatesLast || round < rounds - 1 || layer < layers.size() - 1;
    }

    /** Whether h goes around phi_h of a layer. */
    boolean hasResidual(int layer) {
        return config.residual() && (firstResidual || layer > 0);
    }

    /** Whether the first map's input is so short that it pays to multiply it with others. */
    boolean hasShortInput() {
        return inputMap != null
                && 2 * inputMap.weight().getShape().get(1) <= config.inputFeatures();
    }

    /** All arrays: of the first map, of each layer in the order of its record, of the last map. */
    WeightList weights() {
        WeightList weights = new WeightList();
        weights.add(inputMap);
        for (EgclParameters layer : layers) {
            weights.add(layer.edge1());
            weights.add(layer.edge2());
            weights.add(layer.node1());
            weights.add(layer.node2());
            weights.add(layer.coordinate1());
            if (layer.coordinate2() != null) {
                weights.add(layer.coordinate2());
            }
            weights.add(layer.velocity1());
            weights.add(layer.velocity2());
            weights.add(layer.gate());
        }
        weights.add(outputMap);
        return weights;
    }
}

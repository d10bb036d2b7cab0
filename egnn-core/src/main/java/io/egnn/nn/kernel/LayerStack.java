/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import io.egnn.nn.kernel.EgclParameters.Affine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers that are run one after the other, with their weights on one device.
 *
 * @param config sizes and options of each layer
 * @param inputMap affine map of h before the first layer; null for none
 * @param layers weights of the layers
 * @param rounds how often all of the layers are run; more than once where they share weights
 * @param updatesLast false to leave h as it is in the very last layer (equation 6 skipped), where
 *     nobody reads it afterwards
 * @param outputMap affine map of h after the last layer; null for none
 */
public record LayerStack(
        EgclConfig config,
        @Nullable Affine inputMap,
        List<EgclParameters> layers,
        int rounds,
        boolean updatesLast,
        @Nullable Affine outputMap) {

    /** Copies the list. */
    public LayerStack {
        layers = List.copyOf(layers);
    }

    /** Whether phi_h is left out of a layer. */
    boolean updatesFeatures(int round, int layer) {
        return updatesLast || round < rounds - 1 || layer < layers.size() - 1;
    }

    /** All arrays: of the first map, of each layer in the order of its record, of the last map. */
    List<NDArray> weights() {
        List<NDArray> weights = new ArrayList<>();
        add(weights, inputMap);
        for (EgclParameters layer : layers) {
            add(weights, layer.edge1());
            add(weights, layer.edge2());
            add(weights, layer.node1());
            add(weights, layer.node2());
            add(weights, layer.coordinate1());
            if (layer.coordinate2() != null) {
                weights.add(layer.coordinate2());
            }
            add(weights, layer.velocity1());
            add(weights, layer.velocity2());
            add(weights, layer.gate());
        }
        add(weights, outputMap);
        return weights;
    }

    private static void add(List<NDArray> weights, @Nullable Affine map) {
        if (map != null) {
            weights.add(map.weight());
            weights.add(map.bias());
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.egnn.nn.kernel.EgclParameters.Affine;
import org.jspecify.annotations.Nullable;

/** The weights of a whole network in order of use, as a {@link NetworkScript} takes them. */
final class WeightList {

    private final NDList arrays = new NDList();

    /** Appends weight and bias; nothing for null. */
    void add(@Nullable Affine map) {
        if (map != null) {
            arrays.add(map.weight());
            arrays.add(map.bias());
        }
    }

    void add(NDArray weight) {
        arrays.add(weight);
    }

    int size() {
        return arrays.size();
    }

    NDList arrays() {
        return arrays;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.egnn.nn.kernel.EgclParameters.Affine;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The weights of a whole network as the last arguments of one script, in order of use. */
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

    /** What a text has to put for ARGUMENTS in a signature, and for WEIGHTS in a list. */
    static Map<String, String> constants(int size) {
        return Map.of(
                "ARGUMENTS",
                IntStream.range(0, size)
                        .mapToObj(i -> "w" + i + ": Tensor")
                        .collect(Collectors.joining(", ")),
                "WEIGHTS",
                IntStream.range(0, size).mapToObj(i -> "w" + i).collect(Collectors.joining(", ")));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import java.util.List;

/** A batch has something in it: DJL passes on what it is given. */
final class NonEmpty {

    private NonEmpty() {}

    /**
     * Checks the inputs of a batch.
     *
     * @param inputs what a predictor was asked for
     * @param name the singular of what they are
     * @throws IllegalArgumentException if there are none
     */
    static void require(List<?> inputs, String name) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "batch: expected at least one " + name + ", got none");
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;

/** Whether DJL has read a parameter file: one that is not its own it passes over in silence. */
final class LoadedParameters {

    private LoadedParameters() {}

    /**
     * Checks that a model can predict.
     *
     * @throws IllegalStateException naming the model and its folder, if it has no parameters
     */
    static void require(Model model) {
        if (!model.getBlock().isInitialized()) {
            throw new IllegalStateException(
                    "model %s in %s has no parameters: it was neither trained nor loaded from a file that DJL's Model.save wrote"
                            .formatted(model.getName(), model.getModelPath()));
        }
    }
}

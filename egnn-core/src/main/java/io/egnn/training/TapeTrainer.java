/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.Model;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import io.egnn.nn.kernel.GradientTape;

/**
 * DJL's trainer with a {@link GradientTape}, for {@code EasyTrain.fit} and loops of one's own:
 * large batches of graphs take less time and memory.
 *
 * <p>Unlike {@code Model.newTrainer} it leaves frozen parameters of a loaded model frozen.
 */
public final class TapeTrainer extends Trainer {

    /**
     * A trainer.
     *
     * @param model a model with a block
     * @param config loss, optimizer, devices and listeners; its initializers are not used
     */
    public TapeTrainer(Model model, TrainingConfig config) {
        super(model, config);
        for (Parameter parameter : model.getBlock().getParameters().values()) {
            // The arrays of a loaded model do not know it yet.
            parameter.freeze(!parameter.requiresGradient());
        }
    }

    @Override
    public GradientCollector newGradientCollector() {
        return new GradientTape();
    }
}

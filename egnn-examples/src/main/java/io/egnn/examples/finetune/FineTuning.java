/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import io.egnn.training.AdamOptions;
import io.egnn.training.CosineSchedule;
import io.egnn.training.FusedAdam;
import java.io.IOException;
import java.util.List;

/**
 * A short training with DJL's own loop.
 *
 * @param loss to be made smaller
 * @param learningRate the largest one; it rises for a tenth of the steps, then falls to zero
 * @param weightDecay of AdamW; 0 for Adam
 * @param steps updates of the parameters, of which those of a last part of an epoch are not made
 * @param device where to compute
 */
record FineTuning(Loss loss, float learningRate, double weightDecay, int steps, Device device) {

    /**
     * Trains.
     *
     * @param model its block need not be initialised
     * @param inputShapes of a batch
     * @param frozen parts of the block that are left as they are
     * @param data the samples
     * @param stepsPerEpoch batches of an epoch
     * @param listeners told of every batch
     * @return the updates that were made, whole epochs of them
     * @throws IllegalArgumentException if there are fewer steps than in an epoch
     */
    int fit(
            Model model,
            Shape[] inputShapes,
            List<Block> frozen,
            Dataset data,
            int stepsPerEpoch,
            TrainingListener... listeners)
            throws IOException, TranslateException {
        if (steps < stepsPerEpoch) {
            throw new IllegalArgumentException(
                    "--steps: expected at least an epoch of %d, got %d"
                            .formatted(stepsPerEpoch, steps));
        }
        int epochs = steps / stepsPerEpoch;
        // snippet:begin fine-tuning-fit
        CosineSchedule rate = CosineSchedule.perUpdate(learningRate, steps / 10, steps);
        // Clipping: one batch with an unusual sample could undo the others.
        AdamOptions clipped = AdamOptions.adamW(weightDecay).withMaxGradientNorm(1);
        try (FusedAdam adam = new FusedAdam(model.getBlock(), clipped, rate);
                Trainer trainer =
                        model.newTrainer(
                                new DefaultTrainingConfig(loss)
                                        .optOptimizer(adam)
                                        .addTrainingListeners(listeners)
                                        .optDevices(new Device[] {device}))) {
            // After newTrainer, which thaws all parameters of a loaded model.
            frozen.forEach(block -> block.freezeParameters(true));
            trainer.initialize(inputShapes);
            EasyTrain.fit(trainer, epochs, data, null);
        }
        // snippet:end
        return epochs * stepsPerEpoch;
    }
}

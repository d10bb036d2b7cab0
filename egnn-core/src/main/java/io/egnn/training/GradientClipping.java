/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.IValue;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.util.List;

/**
 * Scales all gradients down together when their norm is too large, for use with DJL's own
 * optimizers.
 *
 * <p>With \(|g|\) the Euclidean norm over all parameters, \(g = g \min(1, c / (|g| + 10^{-6}))\),
 * as {@code torch.nn.utils.clip_grad_norm_}. {@link FusedAdam} does the same by itself if its
 * options say so.
 */
public final class GradientClipping extends TrainingListenerAdapter {

    private final double maxNorm;

    /**
     * Makes a listener.
     *
     * @param maxNorm the largest norm c
     * @throws IllegalArgumentException if it is not positive
     */
    public GradientClipping(double maxNorm) {
        if (!(maxNorm > 0)) {
            throw new IllegalArgumentException(
                    "the largest gradient norm must be > 0, got " + maxNorm);
        }
        this.maxNorm = maxNorm;
    }

    /**
     * Clips between the backward pass and {@code trainer.step()}.
     *
     * @throws TrainingDivergedException if a gradient is not finite
     */
    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        List<NDArray> weights =
                trainer.getModel().getBlock().getParameters().values().stream()
                        .filter(Parameter::requiresGradient)
                        .map(Parameter::getArray)
                        .toList();
        try (IValue list = TensorLists.of(weights);
                IValue gradients = TensorLists.gradients(list)) {
            double norm = TensorLists.norm(gradients);
            if (!Double.isFinite(norm)) {
                throw new TrainingDivergedException("the norm of the gradient is " + norm);
            }
            double factor = maxNorm / (norm + 1e-6);
            if (factor < 1) {
                TensorLists.scale(gradients, factor);
            }
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

/**
 * The constants of Adam and AdamW, with the formulas and defaults of {@code torch.optim}.
 *
 * @param beta1 decay of the running mean of the gradient
 * @param beta2 decay of the running mean of its square
 * @param epsilon added to the bias-corrected root
 * @param weightDecay 0 for none
 * @param decoupled true for AdamW (the weight shrinks by lr * weightDecay), false for Adam
 *     (weightDecay * weight joins the gradient)
 * @param maxGradientNorm gradients are scaled down to this norm, taken over all parameters
 *     together; infinite for no clipping
 * @see <a href="https://arxiv.org/abs/1412.6980">Adam</a>
 * @see <a href="https://arxiv.org/abs/1711.05101">AdamW</a>
 */
public record AdamOptions(
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean decoupled,
        double maxGradientNorm) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a constant is outside its range
     */
    public AdamOptions {
        require(beta1 >= 0 && beta1 < 1, "beta1 in [0, 1)", beta1);
        require(beta2 >= 0 && beta2 < 1, "beta2 in [0, 1)", beta2);
        require(epsilon > 0 && Double.isFinite(epsilon), "epsilon > 0", epsilon);
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weightDecay >= 0", weightDecay);
        require(maxGradientNorm > 0, "maxGradientNorm > 0", maxGradientNorm);
    }

    /**
     * Adam without weight decay and without clipping.
     *
     * @return the defaults of {@code torch.optim.Adam}
     */
    public static AdamOptions adam() {
        return new AdamOptions(0.9, 0.999, 1e-8, 0, false, Double.POSITIVE_INFINITY);
    }

    /**
     * AdamW without clipping.
     *
     * @param weightDecay the decoupled weight decay; {@code torch.optim.AdamW} has 0.01
     * @return the defaults of {@code torch.optim.AdamW} otherwise
     */
    public static AdamOptions adamW(double weightDecay) {
        return new AdamOptions(0.9, 0.999, 1e-8, weightDecay, true, Double.POSITIVE_INFINITY);
    }

    /**
     * A copy that remembers squares of gradients for a shorter or longer time.
     *
     * <p>A single gradient after many that were nearly zero moves a parameter by \(\eta (1 -
     * \beta_1) / (\sqrt{1 - \beta_2} (1 - \beta_1 / \sqrt{\beta_2}))\) in the end, whatever its
     * size: 32 times the learning rate with 0.999, 6 times with 0.95. The shorter memory forgives
     * an unusual batch.
     *
     * @param beta2 decay of the running mean of the gradient's square
     * @return the copy
     */
    public AdamOptions withBeta2(double beta2) {
        return new AdamOptions(beta1, beta2, epsilon, weightDecay, decoupled, maxGradientNorm);
    }

    /**
     * A copy with coupled or decoupled weight decay.
     *
     * @param decay the weight decay
     * @return the copy
     */
    public AdamOptions withWeightDecay(double decay) {
        return new AdamOptions(beta1, beta2, epsilon, decay, decoupled, maxGradientNorm);
    }

    /**
     * A copy that clips.
     *
     * @param norm the largest norm of all gradients together
     * @return the copy
     */
    public AdamOptions withMaxGradientNorm(double norm) {
        return new AdamOptions(beta1, beta2, epsilon, weightDecay, decoupled, norm);
    }

    private static void require(boolean holds, String expected, double actual) {
        if (!holds) {
            throw new IllegalArgumentException("Adam needs " + expected + ", got " + actual);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.training.tracker.Tracker;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.training.AdamOptions;
import io.egnn.training.CosineSchedule;
import io.egnn.training.TrainingOptions;

/**
 * A model of charged particles and how to train it: every number that matters.
 *
 * @param name for the command line
 * @param features what the network sees
 * @param config the network
 * @param optimizer the constants of Adam or AdamW
 * @param learningRate the largest one
 * @param cosine whether it falls to zero along half a cosine; otherwise it is constant
 * @param warmUpEpochs epochs in which it rises to the largest one, with a cosine
 * @param averageDecay decay of the average of the weights that is measured and kept; 0 for none
 * @param epochs passes over the training data
 * @param batchSize samples of a batch
 * @param evaluateEvery epochs from one validation to the next; the best one is kept
 */
public record NBodyRecipe(
        String name,
        ParticleFeatures features,
        EgnnConfig config,
        AdamOptions optimizer,
        float learningRate,
        boolean cosine,
        int warmUpEpochs,
        double averageDecay,
        int epochs,
        int batchSize,
        int evaluateEvery) {

    /** How often the time over which weights are averaged goes into a run, at least. */
    private static final double AVERAGES_OF_A_RUN = 8;

    /**
     * The paper's model and inputs (section 5.1, equation 7), trained as in the paper but not for
     * 10,000 epochs: the best one on the validation data comes around epoch 200.
     */
    public static final NBodyRecipe PAPER =
            new NBodyRecipe(
                    "paper",
                    ParticleFeatures.PAPER,
                    network(ParticleFeatures.PAPER).build(),
                    AdamOptions.adam().withWeightDecay(1e-12),
                    5e-4f,
                    false,
                    0,
                    0,
                    300,
                    100,
                    5);

    /**
     * EGNN+: more invariants of every pair, one layer applied eight times like the steps of an
     * integrator, AdamW, and an average of the weights. The tangent keeps eight recursions from
     * running away early in training.
     */
    public static final NBodyRecipe PLUS =
            new NBodyRecipe(
                    "plus",
                    ParticleFeatures.INVARIANT,
                    network(ParticleFeatures.INVARIANT)
                            .optLayers(8)
                            .optSharedLayers(true)
                            .optTanh(true)
                            .build(),
                    AdamOptions.adamW(1e-2).withMaxGradientNorm(1),
                    2e-3f,
                    true,
                    2,
                    0.999,
                    400,
                    100,
                    5);

    /**
     * Finds a recipe.
     *
     * @param name {@code paper} or {@code plus}
     * @return the recipe
     * @throws IllegalArgumentException if there is none of this name
     */
    public static NBodyRecipe of(String name) {
        return switch (name) {
            case "paper" -> PAPER;
            case "plus" -> PLUS;
            default ->
                    throw new IllegalArgumentException(
                            "recipe: expected paper or plus, got " + name);
        };
    }

    /** What both have in common: four layers of 64 features unless set, equation 7. */
    private static EgnnConfig.Builder network(ParticleFeatures features) {
        return EgnnConfig.builder()
                .setFeatures(ParticleFeatures.NODE_FEATURES, 64)
                .optEdgeAttributes(features.edgeAttributes())
                .optVelocity(VelocityForm.RECURSIVE)
                .optOutputs(EgnnConfig.Outputs.COORDINATES);
    }

    /**
     * How to train it.
     *
     * @param total passes over the training data
     * @param updatesPerEpoch batches of an epoch
     * @param seed of everything that is random
     * @return the options
     */
    public TrainingOptions training(int total, int updatesPerEpoch, long seed) {
        int updates = Math.multiplyExact(total, updatesPerEpoch);
        Tracker rate = Tracker.fixed(learningRate);
        if (cosine) {
            // A short run warms up for no longer than its first half.
            int warmUp = Math.min(warmUpEpochs, total / 2) * updatesPerEpoch;
            rate = CosineSchedule.perUpdate(learningRate, warmUp, updates);
        }
        // The average of a short run must not remember how the run began.
        double decay = Math.max(0, Math.min(averageDecay, 1 - AVERAGES_OF_A_RUN / updates));
        return TrainingOptions.of(total, optimizer, rate, seed)
                .withAverage(decay)
                .withEvaluateEvery(evaluateEvery);
    }
}

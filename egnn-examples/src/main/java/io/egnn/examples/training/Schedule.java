/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import ai.djl.training.tracker.Tracker;
import io.egnn.training.AdamOptions;
import io.egnn.training.CosineSchedule;
import io.egnn.training.TrainingOptions;

/**
 * How a network is trained, apart from the data.
 *
 * @param optimizer the constants of Adam or AdamW
 * @param learningRate the largest one
 * @param cosine whether it falls to zero along half a cosine; otherwise it is constant
 * @param warmUpEpochs epochs in which it rises to the largest one, with a cosine
 * @param averageDecay decay of the average of the weights that is measured and kept; 0 for none
 * @param epochs passes over the training data
 * @param evaluateEvery epochs from one validation and checkpoint to the next; the best one is kept
 */
public record Schedule(
        AdamOptions optimizer,
        float learningRate,
        boolean cosine,
        int warmUpEpochs,
        double averageDecay,
        int epochs,
        int evaluateEvery) {

    /** How often the time over which weights are averaged goes into a run, at least. */
    private static final double AVERAGES_OF_A_RUN = 8;

    /**
     * A constant learning rate, no average.
     *
     * @param optimizer the constants of Adam or AdamW
     * @param learningRate at every update
     * @param epochs passes over the training data
     * @param evaluateEvery epochs from one validation to the next
     * @return the schedule
     */
    public static Schedule constant(
            AdamOptions optimizer, float learningRate, int epochs, int evaluateEvery) {
        return new Schedule(optimizer, learningRate, false, 0, 0, epochs, evaluateEvery);
    }

    /**
     * A copy with another learning rate.
     *
     * @param largest the largest one
     * @return the copy
     */
    public Schedule withLearningRate(float largest) {
        return new Schedule(
                optimizer, largest, cosine, warmUpEpochs, averageDecay, epochs, evaluateEvery);
    }

    /**
     * A copy for a run of another length.
     *
     * @param number passes over the training data
     * @return the copy
     */
    public Schedule withEpochs(int number) {
        return withEpochs(number, evaluateEvery);
    }

    /**
     * A copy for a run of another length.
     *
     * @param number passes over the training data
     * @param interval epochs from one validation to the next
     * @return the copy
     */
    public Schedule withEpochs(int number, int interval) {
        return new Schedule(
                optimizer, learningRate, cosine, warmUpEpochs, averageDecay, number, interval);
    }

    /**
     * A copy for a run of another length, in which warm-up and validations have the same share.
     *
     * @param number passes over the training data
     * @return the copy
     */
    public Schedule stretchedTo(int number) {
        double longer = (double) number / epochs;
        return new Schedule(
                optimizer,
                learningRate,
                cosine,
                (int) Math.ceil(warmUpEpochs * longer),
                averageDecay,
                number,
                (int) Math.max(1, Math.round(evaluateEvery * longer)));
    }

    /**
     * The same for the loop of a training.
     *
     * @param updatesPerEpoch batches of an epoch
     * @param seed of everything that is random
     * @return the options
     */
    public TrainingOptions training(int updatesPerEpoch, long seed) {
        int updates = Math.multiplyExact(epochs, updatesPerEpoch);
        Tracker rate = Tracker.fixed(learningRate);
        if (cosine) {
            // A short run warms up for no longer than its first half.
            int warmUp = Math.min(warmUpEpochs, epochs / 2) * updatesPerEpoch;
            rate = CosineSchedule.perUpdate(learningRate, warmUp, updates);
        }
        // The average of a short run must not remember how the run began.
        double decay = Math.max(0, Math.min(averageDecay, 1 - AVERAGES_OF_A_RUN / updates));
        return TrainingOptions.of(epochs, optimizer, rate, seed)
                .withAverage(decay)
                .withEvaluateEvery(evaluateEvery);
    }
}

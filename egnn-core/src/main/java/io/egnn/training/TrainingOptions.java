/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.training.tracker.Tracker;

/**
 * How to train, apart from the model and the data.
 *
 * @param epochs passes over the training data
 * @param optimizer the constants of Adam or AdamW, with gradient clipping
 * @param learningRate asked for the value at update 1, 2, ..
 * @param averageDecay decay of the {@link ExponentialMovingAverage} that is evaluated and kept; 0
 *     for none
 * @param evaluateEvery epochs from one validation to the next; the last epoch is always validated
 * @param patience epochs without a new best after which a validation stops the run; 0 to train to
 *     the end
 * @param target validation metric that is good enough: two validations in a row that reach it end
 *     the run; NaN for none
 * @param jumpFactor a batch whose loss is more than so many times its mean over the last hundred
 *     updates is a jump, at which the parameters go back by 20 to 40 updates; infinite for never
 * @param seed of PyTorch's and DJL's own random numbers (dropout, shuffling), set anew for every
 *     epoch
 */
public record TrainingOptions(
        int epochs,
        AdamOptions optimizer,
        Tracker learningRate,
        double averageDecay,
        int evaluateEvery,
        int patience,
        double target,
        double jumpFactor,
        long seed) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is outside its range
     */
    public TrainingOptions {
        require(epochs >= 1, "at least 1 epoch", epochs);
        require(averageDecay >= 0 && averageDecay < 1, "an average decay in [0, 1)", averageDecay);
        require(evaluateEvery >= 1, "an evaluation interval of at least 1 epoch", evaluateEvery);
        require(patience >= 0, "a patience of at least 0 epochs", patience);
        require(jumpFactor > 1, "a factor of jumps above 1", jumpFactor);
    }

    /**
     * No average, validation after every epoch, training to the end.
     *
     * @param epochs passes over the training data
     * @param optimizer the constants of Adam or AdamW, with gradient clipping
     * @param learningRate asked for the value at update 1, 2, ..
     * @param seed of PyTorch's and DJL's own random numbers
     * @return the options
     */
    public static TrainingOptions of(
            int epochs, AdamOptions optimizer, Tracker learningRate, long seed) {
        return new TrainingOptions(
                epochs,
                optimizer,
                learningRate,
                0,
                1,
                0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                seed);
    }

    /**
     * A copy that evaluates and keeps the average of the weights.
     *
     * @param decay for example 0.999
     * @return the copy
     */
    public TrainingOptions withAverage(double decay) {
        return new TrainingOptions(
                epochs,
                optimizer,
                learningRate,
                decay,
                evaluateEvery,
                patience,
                target,
                jumpFactor,
                seed);
    }

    /**
     * A copy that validates less often.
     *
     * @param interval epochs from one validation to the next
     * @return the copy
     */
    public TrainingOptions withEvaluateEvery(int interval) {
        return new TrainingOptions(
                epochs,
                optimizer,
                learningRate,
                averageDecay,
                interval,
                patience,
                target,
                jumpFactor,
                seed);
    }

    /**
     * A copy that stops early.
     *
     * @param limit epochs without a new best after which to stop
     * @return the copy
     */
    public TrainingOptions withPatience(int limit) {
        return new TrainingOptions(
                epochs,
                optimizer,
                learningRate,
                averageDecay,
                evaluateEvery,
                limit,
                target,
                jumpFactor,
                seed);
    }

    /**
     * A copy that stops when it is good enough.
     *
     * @param metric two validations in a row that are no larger end the run
     * @return the copy
     */
    public TrainingOptions withTarget(double metric) {
        return new TrainingOptions(
                epochs,
                optimizer,
                learningRate,
                averageDecay,
                evaluateEvery,
                patience,
                metric,
                jumpFactor,
                seed);
    }

    /**
     * A copy that goes back where the training loss jumps, for trainings in which a single step can
     * spoil what was learned. The loss has to be positive.
     *
     * @param factor how many times its usual value the loss is then, for example 3
     * @return the copy
     */
    public TrainingOptions withBacktracking(double factor) {
        return new TrainingOptions(
                epochs,
                optimizer,
                learningRate,
                averageDecay,
                evaluateEvery,
                patience,
                target,
                factor,
                seed);
    }

    /** Whether the validation metric may end the run before the last epoch. */
    boolean endsEarly() {
        return patience > 0 || !Double.isNaN(target);
    }

    /** The values, the same in every process. */
    String describe() {
        return "epochs="
                + epochs
                + ", optimizer="
                + optimizer
                + ", learningRate="
                + describeLearningRate()
                + ", averageDecay="
                + averageDecay
                + ", evaluateEvery="
                + evaluateEvery
                + ", patience="
                + patience
                + ", target="
                + target
                + ", jumpFactor="
                + jumpFactor
                + ", seed="
                + seed;
    }

    /**
     * Of a schedule that is not a record, the class and the first value: all that DJL's trackers
     * tell. The name of a lambda's class is another in every process.
     */
    private String describeLearningRate() {
        Class<?> type = learningRate.getClass();
        if (type.isRecord()) {
            return learningRate.toString();
        }
        return (type.isHidden() ? "a function" : type.getName())
                + " from "
                + learningRate.getNewValue(1);
    }

    private static void require(boolean holds, String expected, Number actual) {
        if (!holds) {
            throw new IllegalArgumentException("training needs " + expected + ", got " + actual);
        }
    }
}

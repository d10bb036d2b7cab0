/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

/**
 * One line of a training log.
 *
 * @param epoch epochs trained, from 1
 * @param update updates of the parameters so far
 * @param learningRate the rate of the last one
 * @param trainLoss mean over the samples of the epoch, while they were trained on
 * @param validation the validation metric; NaN if it was not evaluated in this epoch
 * @param seconds wall time of the epoch, evaluation included
 */
public record EpochRecord(
        int epoch,
        long update,
        double learningRate,
        double trainLoss,
        double validation,
        double seconds) {}

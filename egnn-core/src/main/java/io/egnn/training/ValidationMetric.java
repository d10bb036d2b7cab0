/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDList;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;

/** What decides which epoch is the best: a mean over samples, smaller is better. */
@FunctionalInterface
public interface ValidationMetric {

    /**
     * Measures one batch.
     *
     * @param batch its data and labels
     * @param predictions what the model made of its data
     * @return the sum over its samples, and how many they are
     */
    WeightedMean evaluate(Batch batch, NDList predictions);

    /**
     * A loss that is a mean over the samples of a batch, as a mean over all samples.
     *
     * @param loss the loss
     * @return the metric
     */
    static ValidationMetric of(Loss loss) {
        return (batch, predictions) ->
                WeightedMean.of(loss.evaluate(batch.getLabels(), predictions), batch.getSize());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import io.egnn.training.TrainingOutcome;
import io.egnn.zoo.ModelCard;

/**
 * What came out of a training.
 *
 * @param outcome the epochs
 * @param parameters how many numbers were trained
 * @param card the one in the folder: numbers of the tests first, that of the validation last
 */
public record TrainedModel(TrainingOutcome outcome, long parameters, ModelCard card) {

    /**
     * Time of training.
     *
     * @return seconds
     */
    public double seconds() {
        return outcome.seconds();
    }

    /**
     * A number of the card.
     *
     * @param name of the number
     * @return its value, NaN if it is not there
     */
    public double metric(String name) {
        return card.metric(name).orElse(Double.NaN);
    }
}

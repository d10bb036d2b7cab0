/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import java.util.List;

/**
 * What a finished run has to say.
 *
 * @param bestEpoch the number of epochs that the kept parameters were trained
 * @param bestMetric their validation metric; NaN without validation data
 * @param updates updates of the parameters
 * @param stoppedEarly whether the patience ran out or the target was reached before the last epoch
 * @param log one record per epoch
 */
public record TrainingOutcome(
        int bestEpoch,
        double bestMetric,
        long updates,
        boolean stoppedEarly,
        List<EpochRecord> log) {

    /** Copies the log. */
    public TrainingOutcome {
        log = List.copyOf(log);
    }

    /**
     * Time of all epochs, also of those before a resumption.
     *
     * @return seconds
     */
    public double seconds() {
        return log.stream().mapToDouble(EpochRecord::seconds).sum();
    }
}

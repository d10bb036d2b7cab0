/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import io.egnn.examples.reproduce.TrainingResult;
import java.util.List;

/**
 * One seed's errors, in squared length units.
 *
 * @param seed of everything that is random
 * @param validationMse the error by which the best epoch was chosen
 * @param testMse the error of that epoch on the test data
 * @param bestEpoch the number of epochs that the kept parameters were trained
 * @param epochs passes over the training data
 */
record NBodyRun(long seed, double validationMse, double testMse, int bestEpoch, int epochs) {

    /** The errors of all seeds. */
    static List<NBodyRun> of(List<TrainingResult> results) {
        return results.stream()
                .map(
                        r ->
                                new NBodyRun(
                                        r.seed(),
                                        r.validation(),
                                        r.test(),
                                        r.bestEpoch(),
                                        r.epochs()))
                .toList();
    }
}

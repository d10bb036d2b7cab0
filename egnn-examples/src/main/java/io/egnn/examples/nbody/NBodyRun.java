/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import io.egnn.examples.reproduce.TrainingResult;
import java.util.List;
import java.util.stream.Stream;

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

    /** What {@link #line} has in the middle. */
    private static final List<String> COLUMNS =
            List.of("seed", "validation_mse", "test_mse", "best_epoch", "epochs");

    /** The head of a table with a line for each run. */
    static List<Object> head(List<String> before, List<String> after) {
        return join(before, COLUMNS, after);
    }

    /** The line of this run. */
    List<Object> line(List<?> before, List<?> after) {
        return join(before, List.of(seed, validationMse, testMse, bestEpoch, epochs), after);
    }

    private static List<Object> join(List<?>... parts) {
        return Stream.of(parts).<Object>flatMap(List::stream).toList();
    }

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

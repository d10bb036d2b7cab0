/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import io.egnn.examples.reproduce.Spread;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.examples.training.SeededTraining;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One system of table 2; errors in squared length units.
 *
 * @param system as the paper calls it; EGNN+ is the zoo's
 * @param mseMean mean over the seeds of the error on the test set
 * @param mseSd standard deviation of that over the seeds; null for one seed
 * @param seeds how many
 * @param parameters how many numbers are trained
 * @param forwardMs median time of a forward pass of {@value ForwardTime#BATCH} systems, in
 *     milliseconds
 * @param paper what the paper has; null for EGNN+
 * @param model the best seed by validation error, for {@code ./egnn evaluate nbody --model}
 * @param bestSeed that seed
 * @param runs what came out for every seed
 */
record Table2Row(
        String system,
        double mseMean,
        @Nullable Double mseSd,
        int seeds,
        long parameters,
        double forwardMs,
        @Nullable Paper paper,
        String model,
        long bestSeed,
        List<NBodyRun> runs) {

    /**
     * The values of the paper's table 2.
     *
     * @param mse mean squared error
     * @param forwardS time of a forward pass of 100 systems on a GTX 1080 Ti, in seconds
     */
    record Paper(double mse, double forwardS) {}

    private static final Map<String, Paper> PAPER =
            Map.of(
                    "Linear", new Paper(0.0819, 0.0001),
                    "SE(3)-Transformer", new Paper(0.0244, 0.1346),
                    "TFN", new Paper(0.0155, 0.0343),
                    "GNN", new Paper(0.0107, 0.0032),
                    "Radial Field", new Paper(0.0104, 0.0039),
                    "EGNN", new Paper(0.0071, 0.0062));

    /** The row of trainings that have all ended, not yet timed: not a number. */
    static Table2Row of(SeededTraining<NBodyTask> trainings, String model) throws IOException {
        List<TrainingResult> results = trainings.results();
        Spread mse = Spread.of(results.stream().map(TrainingResult::test).toList());
        String system = trainings.task().recipe().title();
        return new Table2Row(
                system,
                mse.mean(),
                mse.deviation(),
                results.size(),
                results.get(0).parameters(),
                Double.NaN,
                PAPER.get(system),
                model,
                trainings.best().seed(),
                NBodyRun.of(results));
    }

    /** The same with another time of a forward pass, in milliseconds. */
    Table2Row withForwardMs(double milliseconds) {
        return new Table2Row(
                system,
                mseMean,
                mseSd,
                seeds,
                parameters,
                milliseconds,
                paper,
                model,
                bestSeed,
                runs);
    }
}

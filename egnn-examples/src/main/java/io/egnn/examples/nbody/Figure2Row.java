/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import io.egnn.examples.reproduce.Spread;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.examples.training.SeededTraining;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One point of figure 2; errors in squared length units.
 *
 * @param system as the paper calls it
 * @param samples training trajectories
 * @param mseMean mean over the seeds of the error on the test set
 * @param mseSd standard deviation of that over the seeds; null for one seed
 * @param seeds how many
 * @param updates of the parameters in each training
 * @param runs what came out for every seed
 */
record Figure2Row(
        String system,
        int samples,
        double mseMean,
        @Nullable Double mseSd,
        int seeds,
        long updates,
        List<NBodyRun> runs) {

    /** The point of trainings that have all ended. */
    static Figure2Row of(SeededTraining<NBodyTask> trainings) throws IOException {
        List<TrainingResult> results = trainings.results();
        Spread mse = Spread.of(results.stream().map(TrainingResult::test).toList());
        return new Figure2Row(
                trainings.task().recipe().title(),
                trainings.task().data().training().size(),
                mse.mean(),
                mse.deviation(),
                results.size(),
                results.get(0).updates(),
                NBodyRun.of(results));
    }

    /** What tells the point from others. */
    List<Object> key() {
        return keyOf(system, samples);
    }

    /** The key of a point that may not be there yet. */
    static List<Object> keyOf(String system, int samples) {
        return List.of(system, samples);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.demo;

import io.egnn.datasets.nbody.LinearMotion;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.nbody.NBodyModels;
import java.util.List;

/**
 * One system, what became of it, and two guesses.
 *
 * @param start the system that is given
 * @param path the system at some later moments, the last one to be predicted
 * @param predicted what the model says
 * @param line where every particle would be if it kept its velocity
 */
record Forecast(
        ParticleSystem start,
        List<ParticleSystem> path,
        ParticleSystem predicted,
        ParticleSystem line) {

    static Forecast of(
            ParticleSystem start,
            List<ParticleSystem> path,
            ParticleSystem predicted,
            double time) {
        return new Forecast(start, path, predicted, new LinearMotion(time).predict(start));
    }

    /** The mean squared error of the model, in squared length units. */
    double mse() {
        return NBodyModels.mse(predicted, end().positions());
    }

    /** The mean squared error of the straight line, in squared length units. */
    double lineMse() {
        return NBodyModels.mse(line, end().positions());
    }

    ParticleSystem end() {
        return path.get(path.size() - 1);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.demo;

import io.egnn.datasets.nbody.LinearMotion;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.nbody.NBodyModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
        return NBodyModels.mse(predicted, end());
    }

    /** The mean squared error of the straight line, in squared length units. */
    double lineMse() {
        return NBodyModels.mse(line, end());
    }

    /** All positions of one particle, from the start on. */
    List<double[]> path(int particle) {
        List<double[]> points = new ArrayList<>(List.of(start.positions()[particle]));
        path.forEach(system -> points.add(system.positions()[particle]));
        return points;
    }

    /** The particle that leaves its straight line most, and the one that ends closest to it. */
    List<Integer> encounter() {
        double[][] line = this.line.positions();
        double[][] end = end();
        int bent =
                IntStream.range(0, end.length)
                        .boxed()
                        .max(Comparator.comparing(i -> squaredDistance(line[i], end[i])))
                        .orElseThrow();
        List<Integer> both = new ArrayList<>(List.of(bent));
        IntStream.range(0, end.length)
                .filter(i -> i != bent)
                .boxed()
                .min(Comparator.comparing(i -> squaredDistance(end[bent], end[i])))
                .ifPresent(both::add);
        return both;
    }

    private double[][] end() {
        return path.get(path.size() - 1).positions();
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.demo;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.LinearMotion;
import io.egnn.datasets.nbody.ParticleSimulator;
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
public record Forecast(
        ParticleSystem start,
        List<ParticleSystem> path,
        ParticleSystem predicted,
        ParticleSystem line) {

    /** Steps of the simulator that the pretrained model looks ahead. */
    private static final int STEPS = 1000;

    private static final int STEPS_BETWEEN_POINTS = 10;

    /** Copies the list. */
    public Forecast {
        path = List.copyOf(path);
    }

    /**
     * Simulates and predicts one time unit, 1,000 steps.
     *
     * @param predictor of a model that was trained for this time
     * @param simulator knows the truth
     * @param start the system
     * @return what becomes of it, and the guesses
     * @throws TranslateException if the system does not fit the model
     */
    public static Forecast of(
            Predictor<ParticleSystem, ParticleSystem> predictor,
            ParticleSimulator simulator,
            ParticleSystem start)
            throws TranslateException {
        int[] moments =
                IntStream.rangeClosed(1, STEPS / STEPS_BETWEEN_POINTS)
                        .map(k -> k * STEPS_BETWEEN_POINTS)
                        .toArray();
        return of(
                start,
                simulator.simulate(start, moments),
                predictor.predict(start),
                STEPS * ParticleSimulator.TIME_STEP);
    }

    static Forecast of(
            ParticleSystem start,
            List<ParticleSystem> path,
            ParticleSystem predicted,
            double time) {
        return new Forecast(start, path, predicted, new LinearMotion(time).predict(start));
    }

    /**
     * The mean squared error of the model.
     *
     * @return in squared length units
     */
    public double mse() {
        return NBodyModels.mse(predicted, end());
    }

    /**
     * The mean squared error of the straight line.
     *
     * @return in squared length units
     */
    public double lineMse() {
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

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

/**
 * The straight-line guess \( x + v t \), with which all N-body models are compared.
 *
 * <p>Time 0 is the guess that nothing moves.
 *
 * @param time t, in time units of the simulator (1,000 steps are 1)
 */
public record LinearMotion(double time) {

    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public LinearMotion {
        if (!Double.isFinite(time)) {
            throw new IllegalArgumentException("time: expected a finite number, got " + time);
        }
    }

    /**
     * Fits the time by least squares.
     *
     * @param trajectories at least one
     * @return the motion with the smallest {@link #mse} on these trajectories; with time 0 if no
     *     particle moves
     */
    public static LinearMotion fit(NBodyTrajectories trajectories) {
        double displacement = 0;
        double squaredSpeed = 0;
        for (int s = 0; s < trajectories.size(); s++) {
            double[] x = trajectories.flatPositions(s);
            double[] v = trajectories.flatVelocities(s);
            double[] y = trajectories.flatTarget(s);
            for (int k = 0; k < x.length; k++) {
                displacement += v[k] * (y[k] - x[k]);
                squaredSpeed += v[k] * v[k];
            }
        }
        return new LinearMotion(squaredSpeed == 0 ? 0 : displacement / squaredSpeed);
    }

    /**
     * Moves every particle along its velocity.
     *
     * @param system any particles
     * @return the same particles after the time, with the same velocities
     */
    public ParticleSystem predict(ParticleSystem system) {
        double[] v = system.flatVelocities();
        return ParticleSystem.ofFlat(moved(system.flatPositions(), v), v, system.charges());
    }

    /**
     * The mean squared error over all coordinates of all particles.
     *
     * @param trajectories at least one
     * @return the error, in squared length units
     */
    public double mse(NBodyTrajectories trajectories) {
        double sum = 0;
        long count = 0;
        for (int s = 0; s < trajectories.size(); s++) {
            double[] predicted =
                    moved(trajectories.flatPositions(s), trajectories.flatVelocities(s));
            double[] y = trajectories.flatTarget(s);
            for (int k = 0; k < y.length; k++) {
                sum += (y[k] - predicted[k]) * (y[k] - predicted[k]);
            }
            count += y.length;
        }
        return sum / count;
    }

    private double[] moved(double[] x, double[] v) {
        double[] moved = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            moved[k] = x[k] + time * v[k];
        }
        return moved;
    }
}

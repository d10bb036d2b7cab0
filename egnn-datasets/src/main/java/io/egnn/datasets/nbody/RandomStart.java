/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import io.egnn.datasets.random.NumpyRandom;
import java.util.stream.IntStream;

/**
 * The reference's draws of charges, positions and velocities at step 0.
 *
 * @param particles N
 * @param dimension n
 * @param frames of a whole trajectory
 */
record RandomStart(int particles, int dimension, int frames) {

    private static final double[] CHARGES = {-1, 0, 1};
    private static final double[] CHARGE_PROBABILITIES = {0.5, 0, 0.5};
    private static final double SPEED = 0.5;
    private static final double HALF_BOX = 5;

    /** The next system of a random stream. */
    ParticleSystem draw(NumpyRandom random) {
        double[] charges =
                IntStream.range(0, particles)
                        .mapToDouble(i -> random.choice(CHARGES, CHARGE_PROBABILITIES))
                        .toArray();
        double[][] positions = gaussians(random);
        double[][] velocities = gaussians(random);
        double spread = StrictMath.pow(particles / 5.0, 1.0 / 3.0);
        for (int i = 0; i < particles; i++) {
            double squaredSpeed = 0;
            for (double component : velocities[i]) {
                squaredSpeed += component * component;
            }
            double speed = Math.sqrt(squaredSpeed);
            for (int d = 0; d < dimension; d++) {
                positions[i][d] *= spread;
                velocities[i][d] = velocities[i][d] * SPEED / speed;
                reflect(positions[i], velocities[i], d);
            }
        }
        skipObservationNoise(random);
        return new ParticleSystem(positions, velocities, charges);
    }

    /** Draws what {@link #draw} draws. */
    void skip(NumpyRandom random) {
        for (int i = 0; i < particles; i++) {
            random.nextDouble();
        }
        random.skipGaussians(2 * particles * dimension);
        skipObservationNoise(random);
    }

    /**
     * The reference draws noise for all frames of positions and velocities even though its variance
     * is zero.
     */
    private void skipObservationNoise(NumpyRandom random) {
        random.skipGaussians(2 * frames * particles * dimension);
    }

    /** (N, n) normal numbers, drawn dimension by dimension. */
    private double[][] gaussians(NumpyRandom random) {
        double[][] rows = new double[particles][dimension];
        for (int d = 0; d < dimension; d++) {
            for (int i = 0; i < particles; i++) {
                rows[i][d] = random.nextGaussian();
            }
        }
        return rows;
    }

    /** Puts a start that lies outside of the box back into it, flying inwards. */
    private static void reflect(double[] position, double[] velocity, int d) {
        if (position[d] > HALF_BOX) {
            position[d] = 2 * HALF_BOX - position[d];
            velocity[d] = -Math.abs(velocity[d]);
        } else if (position[d] < -HALF_BOX) {
            position[d] = -2 * HALF_BOX - position[d];
            velocity[d] = Math.abs(velocity[d]);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import io.egnn.datasets.nbody.ParticleSystem;

/**
 * Particles around the origin, and where they were.
 *
 * <p>The network computes in float32, which far from the origin has too few digits for the
 * differences of positions. Since it is translation-equivariant, it may as well see the particles
 * around their centroid: both the subtraction and the way back are done in double precision.
 *
 * @param particles as the network sees them
 * @param centroid (n), what was subtracted from their positions
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record CenteredSystem(ParticleSystem particles, double[] centroid) {

    static CenteredSystem of(ParticleSystem system) {
        double[][] x = system.positions();
        double[] centroid = new double[system.dimension()];
        for (double[] position : x) {
            for (int d = 0; d < centroid.length; d++) {
                // Divided before they are added up, for the sake of huge numbers.
                centroid[d] += position[d] / x.length;
            }
        }
        for (double[] position : x) {
            for (int d = 0; d < centroid.length; d++) {
                position[d] -= centroid[d];
            }
        }
        return new CenteredSystem(
                new ParticleSystem(x, system.velocities(), system.charges()), centroid);
    }

    /** The origin in the place of the centroid, for networks to which the place matters. */
    static CenteredSystem asItIs(ParticleSystem system) {
        return new CenteredSystem(system, new double[system.dimension()]);
    }

    /**
     * The particles at other positions.
     *
     * @param relative positions relative to the centroid, one particle after the other from the
     *     given place; what lies behind is padding
     */
    ParticleSystem at(double[] relative, int from) {
        double[][] x = new double[particles.size()][centroid.length];
        int k = from;
        for (double[] position : x) {
            for (int d = 0; d < centroid.length; d++) {
                position[d] = centroid[d] + relative[k];
                k++;
            }
        }
        return new ParticleSystem(x, particles.velocities(), particles.charges());
    }
}

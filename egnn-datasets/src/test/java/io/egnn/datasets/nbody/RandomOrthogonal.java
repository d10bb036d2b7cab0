/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import io.egnn.equivariance.Haar;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/** A random rotation or reflection of particles. */
final class RandomOrthogonal {

    private final RealMatrix matrix;

    RandomOrthogonal(int dimension, long seed) {
        matrix = new Array2DRowRealMatrix(Haar.orthogonal(dimension, new SplittableRandom(seed)));
    }

    /** Rotates the rows. */
    double[][] apply(double[][] rows) {
        return Arrays.stream(rows).map(matrix::operate).toArray(double[][]::new);
    }

    /** Rotates positions and velocities. */
    ParticleSystem apply(ParticleSystem system) {
        return new ParticleSystem(
                apply(system.positions()), apply(system.velocities()), system.charges());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/** An orthogonal matrix, uniform over all rotations and reflections. */
final class RandomOrthogonal {

    private final RealMatrix matrix;

    RandomOrthogonal(int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] gaussian = new double[dimension][dimension];
        for (double[] row : gaussian) {
            Arrays.setAll(row, d -> random.nextGaussian());
        }
        QRDecomposition qr = new QRDecomposition(new Array2DRowRealMatrix(gaussian));
        matrix = qr.getQ();
        for (int d = 0; d < dimension; d++) {
            // Without the sign of R's diagonal the distribution would not be uniform.
            double sign = Math.signum(qr.getR().getEntry(d, d));
            matrix.setColumnVector(d, matrix.getColumnVector(d).mapMultiply(sign));
        }
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

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import java.util.random.RandomGenerator;

/**
 * Random orthogonal matrices, uniform with respect to the Haar measure of O(n).
 *
 * <p>Built up one dimension at a time: a matrix of O(k) is a Householder reflection that takes the
 * first axis to a uniform point of the sphere, times a uniform matrix of O(k - 1) on the other
 * axes.
 *
 * @see <a href="https://doi.org/10.1017/S0269964800000255">Diaconis and Shahshahani, The subgroup
 *     algorithm for generating uniform random variables (1987)</a>
 */
public final class Haar {

    private Haar() {}

    /**
     * A rotation, reflected or not with equal probability.
     *
     * @param n the dimension, at least 1
     * @param random the source of randomness
     * @return an n by n orthogonal matrix, in rows
     * @throws IllegalArgumentException if n &lt; 1
     */
    public static double[][] orthogonal(int n, RandomGenerator random) {
        return random.nextBoolean() ? rotation(n, random) : reflection(n, random);
    }

    /**
     * A rotation.
     *
     * @param n the dimension, at least 1
     * @param random the source of randomness
     * @return an n by n orthogonal matrix of determinant 1, in rows
     * @throws IllegalArgumentException if n &lt; 1
     */
    public static double[][] rotation(int n, RandomGenerator random) {
        return draw(n, 1, random);
    }

    /**
     * A rotation followed by a reflection.
     *
     * @param n the dimension, at least 1
     * @param random the source of randomness
     * @return an n by n orthogonal matrix of determinant -1, in rows
     * @throws IllegalArgumentException if n &lt; 1
     */
    public static double[][] reflection(int n, RandomGenerator random) {
        return draw(n, -1, random);
    }

    private static double[][] draw(int n, double determinant, RandomGenerator random) {
        if (n < 1) {
            throw new IllegalArgumentException("dimension must be at least 1, got " + n);
        }
        double[][] q = new double[n][n];
        // Every Householder reflection has determinant -1; the 1 by 1 matrix makes up for the wrong
        // sign.
        q[n - 1][n - 1] = n % 2 == 1 ? determinant : -determinant;
        for (int first = n - 2; first >= 0; first--) {
            q[first][first] = 1;
            reflect(q, normal(first, n, random));
        }
        return q;
    }

    /** Applies \( I - 2 w w^T / w^T w \), which is orthogonal however w was rounded. */
    private static void reflect(double[][] q, double[] w) {
        double norm2 = 0;
        for (double each : w) {
            norm2 += each * each;
        }
        for (int column = 0; column < q.length; column++) {
            double product = 0;
            for (int row = 0; row < q.length; row++) {
                product += w[row] * q[row][column];
            }
            for (int row = 0; row < q.length; row++) {
                q[row][column] -= 2 * product / norm2 * w[row];
            }
        }
    }

    /**
     * The normal of the mirror between an axis and a uniform point on the sphere of this and the
     * later axes.
     */
    private static double[] normal(int first, int n, RandomGenerator random) {
        while (true) {
            double[] w = new double[n];
            double norm2 = 0;
            for (int i = first; i < n; i++) {
                w[i] = random.nextGaussian();
                norm2 += w[i] * w[i];
            }
            double norm = Math.sqrt(norm2);
            w[first] -= norm;
            // A point on the axis itself has no mirror; it has probability zero and is drawn again.
            for (double each : w) {
                if (Math.abs(each) > 1e-12 * norm) {
                    return w;
                }
            }
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.so3;

/**
 * The real Wigner matrices: how features of degree l turn, \( Y_l(R\,d) = D^l(R)\, Y_l(d) \).
 *
 * <p>\( D^1 \) is the rotation in the order y, z, x; higher degrees come from coupling with it: \[
 * D^l_{cc'} = \sum_{a a' b b'} C_{abc}\, D^{l-1}_{aa'} D^1_{bb'}\, C_{a'b'c'} \] with {@link
 * ClebschGordan} coefficients of (l - 1, 1, l).
 */
final class WignerD {

    private static final int[] AXES = {1, 2, 0};

    private WignerD() {}

    /**
     * The matrix of one degree.
     *
     * @param degree l
     * @param rotation R, a 3 by 3 orthogonal matrix in rows; a reflection is one too, and turns
     *     features as harmonics turn, by \( (-1)^l \) under inversion
     * @return (2 l + 1, 2 l + 1) orthogonal, in rows
     * @throws IllegalArgumentException if the degree is negative, or R is not 3 by 3
     */
    static double[][] of(int degree, double[][] rotation) {
        if (degree < 0) {
            throw new IllegalArgumentException("degree must not be negative, got " + degree);
        }
        if (rotation.length != 3 || rotation[0].length != 3) {
            throw new IllegalArgumentException(
                    "rotation must be 3 by 3, got " + rotation.length + " rows");
        }
        double[][] d = {{1}};
        double[][] vector = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                vector[i][j] = rotation[AXES[i]][AXES[j]];
            }
        }
        for (int l = 1; l <= degree; l++) {
            d = next(l, d, vector);
        }
        return d;
    }

    private static double[][] next(int l, double[][] d, double[][] vector) {
        ClebschGordan c = ClebschGordan.of(l - 1, 1, l);
        int size = 2 * l + 1;
        double[][] result = new double[size][size];
        for (int a = 0; a < size - 2; a++) {
            for (int b = 0; b < 3; b++) {
                for (int a1 = 0; a1 < size - 2; a1++) {
                    for (int b1 = 0; b1 < 3; b1++) {
                        double product = d[a][a1] * vector[b][b1];
                        for (int row = 0; row < size; row++) {
                            double left = c.get(a, b, row) * product;
                            for (int column = 0; column < size; column++) {
                                result[row][column] += left * c.get(a1, b1, column);
                            }
                        }
                    }
                }
            }
        }
        return result;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.so3;

/**
 * Real spherical harmonics, orthonormal on the unit sphere.
 *
 * <p>\[ Y_{l,m}(x, y, z) = N_{l,m}\, \Pi_l^m(z)\, \mathrm{Re}\,(x + i y)^m, \qquad Y_{l,-m}(x, y,
 * z) = N_{l,m}\, \Pi_l^m(z)\, \mathrm{Im}\,(x + i y)^m \] for m from 0 to l on the unit sphere,
 * where \( \Pi_l^m(z) = d^m P_l / dz^m \) is a derivative of the Legendre polynomial (so there is
 * no sign \( (-1)^m \)), \( N_{l,m} = \sqrt{\tfrac{2l+1}{4\pi} \tfrac{(l-m)!}{(l+m)!}} \), and for
 * m other than 0 another factor \( \sqrt 2 \).
 *
 * @see <a href="https://en.wikipedia.org/wiki/Table_of_spherical_harmonics">the closed forms up to
 *     degree 4</a>
 */
public final class SphericalHarmonics {

    private SphericalHarmonics() {}

    /**
     * The harmonics of one degree in a direction.
     *
     * @param degree l
     * @param x first component of a vector of any length
     * @param y second component
     * @param z third component
     * @return 2 l + 1 values, m = -l to l; for the vector 0 they are 0 unless l is
     * @throws IllegalArgumentException if the degree is negative
     */
    public static double[] of(int degree, double x, double y, double z) {
        if (degree < 0) {
            throw new IllegalArgumentException("degree must not be negative, got " + degree);
        }
        double[] values = new double[2 * degree + 1];
        double length = Math.hypot(Math.hypot(x, y), z);
        if (length == 0) {
            values[degree] = degree == 0 ? norm(0, 0) : 0;
            return values;
        }
        double re = 1;
        double im = 0;
        for (int m = 0; m <= degree; m++) {
            double factor = norm(degree, m) * legendre(degree, m, z / length);
            values[degree + m] = factor * re;
            if (m > 0) {
                values[degree - m] = factor * im;
            }
            double next = (re * x - im * y) / length;
            im = (re * y + im * x) / length;
            re = next;
        }
        return values;
    }

    /** N with the root of 2. */
    private static double norm(int l, int m) {
        double ratio = 1;
        for (int k = l - m + 1; k <= l + m; k++) {
            ratio /= k;
        }
        return Math.sqrt((m == 0 ? 1 : 2) * (2 * l + 1) / (4 * Math.PI) * ratio);
    }

    /** The m-th derivative of the l-th Legendre polynomial, by recursion over l. */
    private static double legendre(int l, int m, double z) {
        double before = 0;
        double value = 1;
        for (int k = 3; k < 2 * m; k += 2) {
            value *= k;
        }
        for (int k = m + 1; k <= l; k++) {
            double next = ((2 * k - 1) * z * value - (k + m - 1) * before) / (k - m);
            before = value;
            value = next;
        }
        return value;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.so3;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Real Clebsch-Gordan coefficients: how two features of degrees l1 and l2 make one of degree l3.
 *
 * <p>\[ w_c = \sum_{a,b} C_{abc}\, u_a v_b \] turns by \( D^{l_3} \) when u and v turn by \(
 * D^{l_1} \) and \( D^{l_2} \), the Wigner matrices: \( \sum_{ab} C_{abc} D_{aa'} D_{bb'} =
 * \sum_{c'} D_{cc'} C_{a'b'c'} \). They are the complex coefficients (Condon and Shortley's phases)
 * in the basis of {@link SphericalHarmonics}, times -i where l1 + l2 + l3 is odd and they would be
 * imaginary; \( \sum_{ab} C_{abc} C_{abc'} = \delta_{cc'} \).
 *
 * <p>Racah's sum is evaluated in integers, so that a coefficient is right to the last digits at any
 * degree. Each triple is computed once per process.
 */
public final class ClebschGordan {

    private static final Map<Degrees, ClebschGordan> CACHE = new ConcurrentHashMap<>();

    private final double[][][] values;

    private record Degrees(int l1, int l2, int l3) {}

    private ClebschGordan(double[][][] values) {
        this.values = values;
    }

    /**
     * The coefficients of three degrees.
     *
     * @param l1 degree of the first feature
     * @param l2 degree of the second feature
     * @param l3 degree of what they make
     * @return the coefficients
     * @throws IllegalArgumentException unless |l1 - l2| &lt;= l3 &lt;= l1 + l2
     */
    public static ClebschGordan of(int l1, int l2, int l3) {
        if (l1 < 0 || l2 < 0 || l3 < Math.abs(l1 - l2) || l3 > l1 + l2) {
            throw new IllegalArgumentException(
                    "degrees %d and %d do not couple to degree %d".formatted(l1, l2, l3));
        }
        return CACHE.computeIfAbsent(
                new Degrees(l1, l2, l3), key -> new ClebschGordan(compute(l1, l2, l3)));
    }

    /**
     * One coefficient.
     *
     * @param a component of the first feature, 0 to 2 l1
     * @param b component of the second feature, 0 to 2 l2
     * @param c component of what they make, 0 to 2 l3
     * @return \( C_{abc} \)
     */
    public double get(int a, int b, int c) {
        return values[a][b][c];
    }

    private static double[][][] compute(int l1, int l2, int l3) {
        double[][][] real = new double[2 * l1 + 1][2 * l2 + 1][2 * l3 + 1];
        for (int m1 = -l1; m1 <= l1; m1++) {
            for (int m2 = -l2; m2 <= l2; m2++) {
                int m3 = m1 + m2;
                if (Math.abs(m3) > l3) {
                    continue;
                }
                double complex = complex(l1, m1, l2, m2, l3);
                for (int a : real(m1)) {
                    for (int b : real(m2)) {
                        for (int c : real(m3)) {
                            real[l1 + a][l2 + b][l3 + c] += complex * phase(a, m1, b, m2, c, m3);
                        }
                    }
                }
            }
        }
        return real;
    }

    /** The real components that the complex one with order m is part of. */
    private static int[] real(int m) {
        return m == 0 ? new int[] {0} : new int[] {m, -m};
    }

    /**
     * The product of the changes of basis, the first two conjugated; all products of one triple of
     * degrees are real, or all are imaginary, so real and imaginary part are just added.
     */
    private static double phase(int a, int m1, int b, int m2, int c, int m3) {
        double[] u = change(a, m1);
        double[] v = change(b, m2);
        double[] w = change(c, m3);
        double re = u[0] * v[0] - u[1] * v[1];
        double im = -u[0] * v[1] - u[1] * v[0];
        return re * w[0] - im * w[1] + re * w[1] + im * w[0];
    }

    /** Real and imaginary part of the complex order m in the real component of order k = +-m. */
    private static double[] change(int k, int m) {
        if (k == 0) {
            return new double[] {1, 0};
        }
        double sign = m > 0 && m % 2 != 0 ? -1 : 1;
        if (k > 0) {
            return new double[] {sign * Math.sqrt(0.5), 0};
        }
        return new double[] {0, (m > 0 ? -sign : sign) * Math.sqrt(0.5)};
    }

    /** The coefficient in the complex basis, m3 = m1 + m2. */
    private static double complex(int l1, int m1, int l2, int m2, int l3) {
        int m3 = m1 + m2;
        int a = l1 + l2 - l3;
        int b = l3 + l1 - l2;
        int c = l3 - l1 + l2;
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k <= a; k++) {
            BigInteger term =
                    binomial(a, k)
                            .multiply(binomial(b, l1 - m1 - k))
                            .multiply(binomial(c, l2 + m2 - k));
            sum = k % 2 == 0 ? sum.add(term) : sum.subtract(term);
        }
        BigInteger above =
                BigInteger.valueOf(2L * l3 + 1)
                        .multiply(factorial(l3 + m3))
                        .multiply(factorial(l3 - m3))
                        .multiply(factorial(l1 - m1))
                        .multiply(factorial(l1 + m1))
                        .multiply(factorial(l2 - m2))
                        .multiply(factorial(l2 + m2))
                        .multiply(sum.multiply(sum));
        BigInteger below =
                factorial(l1 + l2 + l3 + 1)
                        .multiply(factorial(a))
                        .multiply(factorial(b))
                        .multiply(factorial(c));
        double square =
                new BigDecimal(above)
                        .divide(new BigDecimal(below), MathContext.DECIMAL128)
                        .doubleValue();
        return sum.signum() * Math.sqrt(square);
    }

    private static BigInteger binomial(int n, int k) {
        return k < 0 || k > n
                ? BigInteger.ZERO
                : factorial(n).divide(factorial(k).multiply(factorial(n - k)));
    }

    private static BigInteger factorial(int n) {
        BigInteger product = BigInteger.ONE;
        for (int k = 2; k <= n; k++) {
            product = product.multiply(BigInteger.valueOf(k));
        }
        return product;
    }
}

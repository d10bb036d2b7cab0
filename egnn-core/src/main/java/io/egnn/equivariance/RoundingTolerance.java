/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import ai.djl.ndarray.types.DataType;

/**
 * How much of a violation can be explained by rounding.
 *
 * <p>If the roundings of one chain of m floating-point operations are independent and unbiased,
 * their relative effect is at most \( \lambda \sqrt{m}\, u \) but for a probability of \( 2
 * \exp(-\lambda^2 / 2) \), where u is the unit roundoff, \( 2^{-24} \) for float32 and \( 2^{-53}
 * \) for float64. The worst case would be \( m u \).
 *
 * @see <a href="https://doi.org/10.1137/18M1226312">Higham and Mary, A new approach to
 *     probabilistic rounding error analysis (2019), theorem 2.4</a>
 */
public final class RoundingTolerance {

    /** The \( \lambda \) of the bound, {@value}: one failure in \( 3 \cdot 10^7 \) elements. */
    public static final double CONFIDENCE = 6;

    private RoundingTolerance() {}

    /**
     * The largest {@link Violation#relative} that rounding explains, \( 2 \lambda \sqrt{m + 1}\, u
     * \, \kappa \): both sides are computed, and the transformed input is rounded once.
     *
     * <p>The bound is as good as the condition number. It says by how much the terms that are added
     * up are larger than the result, at the places where most cancels, and by how much the later
     * operations enlarge an error. Squared distances in a graph of size r that lies at a distance t
     * from the origin, for instance, have \( \kappa \approx 2 (r + t) / r \); activations such as
     * SiLU have at most 1.1.
     *
     * @param type float32 or float64
     * @param operations m, the longest chain of operations between input and output; a sum of k
     *     terms, and so a linear map of k inputs, counts k
     * @param condition \( \kappa \ge 1 \), the condition number
     * @return the tolerance
     * @throws IllegalArgumentException if the type is another one, the number of operations is not
     *     positive, or the condition number is less than 1
     */
    public static double of(DataType type, long operations, double condition) {
        if (operations < 1) {
            throw new IllegalArgumentException("operations must be at least 1, got " + operations);
        }
        if (!(condition >= 1)) {
            throw new IllegalArgumentException("condition must be at least 1, got " + condition);
        }
        double unit =
                switch (type) {
                    case FLOAT32 -> 0x1p-24;
                    case FLOAT64 -> 0x1p-53;
                    default ->
                            throw new IllegalArgumentException(
                                    "type must be float32 or float64, got " + type);
                };
        return 2 * CONFIDENCE * Math.sqrt(operations + 1.0) * unit * condition;
    }
}

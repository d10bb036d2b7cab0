/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/**
 * A distance written as Gaussians, so that a network can tell nearby distances apart.
 *
 * <p>\[ g_k(d) = \exp\Bigl(-\frac{(d - k \delta)^2}{2 \delta^2}\Bigr), \qquad \delta =
 * \frac{cutoff}{number - 1}, \quad k = 0 .. number - 1 \]
 *
 * <p>No exponent is smaller than {@value #SMALLEST_EXPONENT}: what that leaves is beyond the last
 * digit of a double beside 1, while the tail itself would be full of denormal numbers in single
 * precision, at which a CPU multiplies matrices ten times more slowly.
 *
 * @param number how many, at least 2
 * @param cutoff the last centre, in the unit of x; the first one is 0
 */
public record GaussianBasis(int number, double cutoff) {

    static final double SMALLEST_EXPONENT = -50;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the one that is out of range
     */
    public GaussianBasis {
        Sizes.requireAtLeast(2, number, "number");
        Sizes.requirePositive(cutoff, "cutoff");
    }

    /** The distance of two centres, and the standard deviation. */
    double spacing() {
        return cutoff / (number - 1);
    }

    /**
     * The Gaussians of distances.
     *
     * @param d distances (.., 1)
     * @return (.., number)
     */
    public NDArray of(NDArray d) {
        // Only the result is kept, beside what autograd needs: each step is as large.
        try (NDScope scope = new NDScope()) {
            NDArray k = d.getManager().arange(0, number, 1, d.getDataType(), d.getDevice());
            NDArray u = d.div(Differentiable.number(spacing(), d)).sub(k);
            NDArray exponents = u.square().mul(Differentiable.number(-0.5, d));
            NDArray smallest = Differentiable.number(SMALLEST_EXPONENT, d);
            NDArray gaussians = exponents.maximum(smallest).exp();
            NDScope.unregister(gaussians);
            return gaussians;
        }
    }
}

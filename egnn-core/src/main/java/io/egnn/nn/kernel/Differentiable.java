/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;

/**
 * Two things that DJL's own calls do in a way that autograd cannot follow.
 *
 * <p>DJL makes the number of {@code array.mul(0.5)} a tensor over a direct buffer of Java's.
 * Autograd keeps that tensor for the backward pass, the buffer is freed at the next garbage
 * collection, and the gradient is then multiplied by whatever lies there: wrong without an error,
 * now and then. So it is with {@code div}, {@code maximum}, {@code minimum} and {@code pow} of a
 * number; {@code add}, {@code sub} and {@code clip} keep nothing. In a block or a loss write {@code
 * array.mul(Differentiable.number(0.5, array))}.
 */
public final class Differentiable {

    private Differentiable() {}

    /**
     * A number in memory that PyTorch owns.
     *
     * @param value the number
     * @param like an array of the type and on the device and manager wanted
     * @return the number, without axes
     */
    public static NDArray number(double value, NDArray like) {
        try (NDArray wrapped = like.getManager().create(value);
                NDArray typed = wrapped.toType(like.getDataType(), false)) {
            // Even a cast shares memory where the type is the same.
            return typed.duplicate();
        }
    }

    /**
     * A copy through which gradients pass, unlike that of {@link NDArray#duplicate}.
     *
     * @param array what to copy
     * @return the same numbers in memory of their own
     */
    public static NDArray copy(NDArray array) {
        return array.mul(number(1, array));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;

/** An assertion on an array of numbers that names the worst element. */
public final class ArrayAssert extends AbstractAssert<ArrayAssert, NDArray> {

    private ArrayAssert(NDArray actual) {
        super(actual, ArrayAssert.class);
    }

    /**
     * Starts an assertion.
     *
     * @param actual the array to look at, of any numeric type
     * @return the assertion
     */
    public static ArrayAssert assertThatArray(NDArray actual) {
        return new ArrayAssert(actual);
    }

    /**
     * Fails unless both arrays have one shape and {@code |actual - expected| <= atol + rtol *
     * |expected|} for every element; NaN is close to nothing. With {@code rtol = atol = 0} the
     * values must be equal.
     *
     * @param expected the array to compare with, of any numeric type
     * @param rtol relative tolerance
     * @param atol absolute tolerance
     * @return this assertion
     */
    public ArrayAssert isCloseTo(NDArray expected, double rtol, double atol) {
        isNotNull();
        Shape shape = expected.getShape();
        if (!actual.getShape().equals(shape)) {
            failWithMessage("expected an array of shape %s, got %s", shape, actual.getShape());
        }
        double[] got = doubles(actual);
        double[] want = doubles(expected);
        int worst = -1;
        int wrong = 0;
        double worstExcess = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < got.length; i++) {
            double excess = excess(got[i], want[i], rtol, atol);
            if (excess > 0) {
                wrong++;
            }
            if (excess > worstExcess) {
                worst = i;
                worstExcess = excess;
            }
        }
        if (wrong > 0) {
            failWithMessage(
                    "%d of %d elements differ by more than %s + %s |expected|; the worst is at %s:"
                            + " expected %s, got %s (difference %s)",
                    wrong,
                    got.length,
                    atol,
                    rtol,
                    Arrays.toString(position(worst, shape)),
                    want[worst],
                    got[worst],
                    got[worst] - want[worst]);
        }
        return this;
    }

    /** How far the difference is beyond its bound; infinite where one of the two is no number. */
    private static double excess(double got, double want, double rtol, double atol) {
        if (got == want) {
            return Double.NEGATIVE_INFINITY;
        }
        double excess = Math.abs(got - want) - (atol + rtol * Math.abs(want));
        return Double.isNaN(excess) || Double.isInfinite(want) ? Double.POSITIVE_INFINITY : excess;
    }

    private static double[] doubles(NDArray array) {
        try (NDArray copy = array.toType(DataType.FLOAT64, true)) {
            return copy.toDoubleArray();
        }
    }

    private static long[] position(int flat, Shape shape) {
        long[] position = new long[shape.dimension()];
        long rest = flat;
        for (int axis = position.length - 1; axis >= 0; axis--) {
            position[axis] = rest % shape.get(axis);
            rest /= shape.get(axis);
        }
        return position;
    }
}

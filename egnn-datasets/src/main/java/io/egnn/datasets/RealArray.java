/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Numbers in double precision as an array of either type. */
public final class RealArray {

    private RealArray() {}

    /**
     * Checks a type.
     *
     * @param type float32 or float64
     * @return the same
     * @throws IllegalArgumentException if it is another one
     */
    public static DataType checkType(DataType type) {
        if (type != DataType.FLOAT32 && type != DataType.FLOAT64) {
            throw new IllegalArgumentException(
                    "data type: expected float32 or float64, got " + type);
        }
        return type;
    }

    /**
     * Makes an array.
     *
     * @param manager takes it
     * @param values as many as the shape has
     * @param type float32, to which the values are rounded, or float64
     * @param shape the lengths of the axes
     * @return the array
     * @throws IllegalArgumentException if the type is another one
     */
    public static NDArray of(NDManager manager, double[] values, DataType type, long... shape) {
        if (checkType(type) == DataType.FLOAT64) {
            return manager.create(values, new Shape(shape));
        }
        float[] rounded = new float[values.length];
        for (int k = 0; k < values.length; k++) {
            rounded[k] = (float) values[k];
        }
        return manager.create(rounded, new Shape(shape));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A named array of floating-point numbers on the Java heap, as an {@link ArrayFile} holds it;
 * immutable.
 */
public final class NamedArray {

    private final ArrayHeader header;
    private final ByteBuffer bytes;

    /** Takes the elements in C order, little-endian, without copying them. */
    NamedArray(ArrayHeader header, byte[] bytes) {
        if (bytes.length != header.byteCount()) {
            throw new IllegalArgumentException(
                    "array '%s' of shape %s needs %d bytes, got %d"
                            .formatted(
                                    header.name(),
                                    header.shape(),
                                    header.byteCount(),
                                    bytes.length));
        }
        this.header = header;
        this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /**
     * A float32 array.
     *
     * @param name its name
     * @param values the elements in C order (the last axis runs fastest), copied
     * @param shape the sizes of the axes
     * @return the array
     * @throws IllegalArgumentException if the shape has another number of elements, or the name is
     *     none
     */
    public static NamedArray of(String name, float[] values, Shape shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return new NamedArray(new ArrayHeader(name, DataType.FLOAT32, shape), bytes);
    }

    /**
     * A float64 array.
     *
     * @param name its name
     * @param values the elements in C order (the last axis runs fastest), copied
     * @param shape the sizes of the axes
     * @return the array
     * @throws IllegalArgumentException if the shape has another number of elements, or the name is
     *     none
     */
    public static NamedArray of(String name, double[] values, Shape shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Double.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
        return new NamedArray(new ArrayHeader(name, DataType.FLOAT64, shape), bytes);
    }

    /**
     * Name, type and shape.
     *
     * @return the header
     */
    public ArrayHeader header() {
        return header;
    }

    /**
     * The elements as float32, rounded to nearest where the array has float64.
     *
     * @return a new array in C order
     */
    public float[] toFloatArray() {
        if (header.dataType() == DataType.FLOAT32) {
            float[] values = new float[elements()];
            bytes().asFloatBuffer().get(values);
            return values;
        }
        double[] wide = toDoubleArray();
        float[] values = new float[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) wide[i];
        }
        return values;
    }

    /**
     * The elements as float64, exact.
     *
     * @return a new array in C order
     */
    public double[] toDoubleArray() {
        double[] values = new double[elements()];
        if (header.dataType() == DataType.FLOAT64) {
            bytes().asDoubleBuffer().get(values);
            return values;
        }
        float[] narrow = toFloatArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = narrow[i];
        }
        return values;
    }

    /** A read-only view of all elements, little-endian. */
    ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private int elements() {
        return bytes.capacity() / header.dataType().getNumOfBytes();
    }
}

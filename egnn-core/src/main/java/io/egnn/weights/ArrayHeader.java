/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.egnn.file.Excerpt;
import java.io.IOException;

/**
 * What a file says about one of its arrays.
 *
 * @param name the name of the array, which is never the path of a file
 * @param dataType {@link DataType#FLOAT32} or {@link DataType#FLOAT64}
 * @param shape the sizes of the axes, none for a scalar
 */
public record ArrayHeader(String name, DataType dataType, Shape shape) {

    private static final int LONGEST_NAME = 1024;
    private static final int LARGEST_BUFFER = Integer.MAX_VALUE - 8;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name is empty, very long, path-like or not printable,
     *     if the type is another one, if a size is negative, or if the number of bytes overflows a
     *     long
     */
    public ArrayHeader {
        checkName(name);
        if (dataType != DataType.FLOAT32 && dataType != DataType.FLOAT64) {
            throw new IllegalArgumentException(
                    "array '" + name + "' has type " + dataType + ", expected float32 or float64");
        }
        long bytes = dataType.getNumOfBytes();
        for (long size : shape.getShape()) {
            if (size < 0 || (bytes != 0 && size > Long.MAX_VALUE / bytes)) {
                throw new IllegalArgumentException(
                        "array '" + name + "' has the impossible shape " + shape);
            }
            bytes *= size;
        }
    }

    /**
     * The size of the array.
     *
     * @return the number of bytes of all elements
     */
    public long byteCount() {
        return shape.size() * dataType.getNumOfBytes();
    }

    /** The size, if an array of it may be read. */
    int allocatable(long maxBytes) throws IOException {
        long most = Math.min(maxBytes, LARGEST_BUFFER);
        if (byteCount() > most) {
            throw new IOException(
                    "has shape %s and needs %d bytes, expected at most %d"
                            .formatted(shape, byteCount(), most));
        }
        return (int) byteCount();
    }

    static void checkName(String name) {
        boolean path =
                name.indexOf('/') >= 0
                        || name.indexOf('\\') >= 0
                        || name.equals(".")
                        || name.equals("..");
        if (path
                || name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "'"
                            + printable(name)
                            + "' is no name of an array: expected 1 to "
                            + LONGEST_NAME
                            + " printable characters without a slash");
        }
    }

    /** A text of a file that nobody has checked, fit for a message. */
    static String printable(String text) {
        return Excerpt.of(text, 80);
    }
}

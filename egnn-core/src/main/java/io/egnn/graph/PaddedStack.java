/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Stacks arrays of one type and rank but different shapes along a new first axis, with zeros behind
 * their ends.
 */
final class PaddedStack {

    private PaddedStack() {}

    /**
     * Stacks arrays.
     *
     * @param arrays at least one
     * @param row the shape to which each is padded, in no axis smaller than an array's
     * @param manager where the result is made
     * @return (number of arrays, row...)
     */
    static NDArray of(List<NDArray> arrays, Shape row, NDManager manager) {
        if (arrays.stream().allMatch(array -> array.getShape().equals(row))) {
            NDArray stacked = NDArrays.stack(new NDList(arrays));
            stacked.attach(manager);
            return stacked;
        }
        // One buffer for the batch: padding each array by itself would be several native calls
        // each.
        DataType type = arrays.get(0).getDataType();
        Shape shape = new Shape(arrays.size()).addAll(row);
        if (shape.size() == 0) {
            return manager.create(shape, type);
        }
        long bytes = shape.size() * type.getNumOfBytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a padded batch of shape "
                            + shape
                            + " has more than 2 GiB; put fewer graphs into a batch");
        }
        ByteBuffer target = manager.allocateDirect((int) bytes);
        int rowBytes = (int) bytes / arrays.size();
        for (int b = 0; b < arrays.size(); b++) {
            NDArray array = arrays.get(b);
            ByteBuffer source = array.toByteBuffer();
            long[] from = byteShape(array.getShape(), type);
            copy(source, 0, from, target, b * rowBytes, byteShape(row, type), 0);
        }
        return manager.create(target, shape, type);
    }

    private static long[] byteShape(Shape shape, DataType type) {
        return LongStream.concat(
                        LongStream.of(shape.getShape()), LongStream.of(type.getNumOfBytes()))
                .toArray();
    }

    private static void copy(
            ByteBuffer source,
            int start,
            long[] from,
            ByteBuffer target,
            int at,
            long[] to,
            int axis) {
        int sourceStep = blockSize(from, axis + 1);
        int targetStep = blockSize(to, axis + 1);
        int count = (int) from[axis];
        if (sourceStep == targetStep) {
            target.put(at, source, start, count * sourceStep);
            return;
        }
        for (int i = 0; i < count; i++) {
            copy(source, start + i * sourceStep, from, target, at + i * targetStep, to, axis + 1);
        }
    }

    private static int blockSize(long[] shape, int axis) {
        return (int) LongStream.of(shape).skip(axis).reduce(1, (a, b) -> a * b);
    }
}

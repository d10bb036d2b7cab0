/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * A copy of an array in double precision, whatever its type was, with the changes that the
 * symmetries make to it. The first axis counts graphs, and every graph has a change of its own.
 */
final class HostArray {

    private final double[] values;
    private final Shape shape;
    private final DataType type;

    private HostArray(double[] values, Shape shape, DataType type) {
        this.values = values;
        this.shape = shape;
        this.type = type;
    }

    static HostArray of(NDArray array) {
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return new HostArray(wide.toDoubleArray(), array.getShape(), array.getDataType());
        }
    }

    /** The array in its own type again. */
    NDArray toArray(NDManager manager) {
        return manager.create(values, shape).toType(type, false);
    }

    Shape shape() {
        return shape;
    }

    double get(int flat) {
        return values[flat];
    }

    int size() {
        return values.length;
    }

    /** The number of elements per index of the first axes. */
    int stride(int axes) {
        return (int) shape.slice(axes).size();
    }

    /** Multiplies the vectors of the last axis by a matrix of their graph. */
    HostArray turn(double[][][] matrices) {
        double[] turned = new double[values.length];
        int graph = stride(1);
        int n = stride(shape.dimension() - 1);
        for (int start = 0; start < values.length; start += n) {
            double[][] matrix = matrices[start / graph];
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    turned[start + row] += matrix[row][column] * values[start + column];
                }
            }
        }
        return new HostArray(turned, shape, type);
    }

    /** Adds a vector of their graph to the vectors of the last axis. */
    HostArray shift(double[][] vectors) {
        double[] shifted = values.clone();
        int graph = stride(1);
        int n = stride(shape.dimension() - 1);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += vectors[i / graph][i % n];
        }
        return new HostArray(shifted, shape, type);
    }

    /** Moves what node i has, on the given axis, to the place of that node in its graph. */
    HostArray permute(int axis, int[][] places) {
        double[] moved = new double[values.length];
        int graph = stride(1);
        int block = stride(axis + 1);
        int nodes = (int) shape.get(axis);
        for (int start = 0; start < values.length; start += block) {
            int node = start / block % nodes;
            int target = start + (places[start / graph][node] - node) * block;
            System.arraycopy(values, start, moved, target, block);
        }
        return new HostArray(moved, shape, type);
    }

    /**
     * Replaces the numbers of nodes, which are the values, by their places; other numbers are left
     * alone.
     */
    HostArray relabel(int[][] places) {
        double[] relabelled = values.clone();
        int graph = stride(1);
        for (int i = 0; i < relabelled.length; i++) {
            int[] place = places[i / graph];
            if (relabelled[i] >= 0 && relabelled[i] < place.length) {
                relabelled[i] = place[(int) relabelled[i]];
            }
        }
        return new HostArray(relabelled, shape, type);
    }
}

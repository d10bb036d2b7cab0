/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.egnn.so3.ClebschGordan;
import io.egnn.so3.SphericalHarmonics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The constants that turn a direction into the angular part of all kernels between types 0 to
 * degrees - 1.
 *
 * <p>\[ K_J^{l_{out} l_{in}}(d)_{oi} = \frac{1}{\sqrt{2 l_{out} + 1}} \sum_m C^{J l_{in}
 * l_{out}}_{m i o}\, Y_{J,m}(d) \]
 */
final class KernelBasis {

    private static final Map<Integer, KernelBasis> CACHE = new ConcurrentHashMap<>();

    private final double[] steps;
    private final double[] couplings;

    private KernelBasis(int degrees) {
        steps = steps(degrees);
        couplings = couplings(degrees);
    }

    static KernelBasis of(int degrees) {
        return CACHE.computeIfAbsent(degrees, KernelBasis::new);
    }

    /**
     * For J = 2, 3, ... the matrix ((2 J - 1) * 3, 2 J + 1) that makes the harmonics of degree J of
     * the products of those of J - 1 with those of 1, one after the other.
     *
     * @param like an array of the type and on the device that is wanted
     */
    NDArray steps(NDArray like) {
        return array(steps, like);
    }

    /**
     * (all harmonics, all kernels), rows by J and m; columns by type out, type in, component out,
     * J, component in.
     *
     * @param like an array of the type and on the device that is wanted
     */
    NDArray couplings(NDArray like) {
        return array(couplings, like);
    }

    private static NDArray array(double[] values, NDArray like) {
        NDManager manager = like.getManager();
        if (like.getDataType() == DataType.FLOAT64) {
            return manager.create(values);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return manager.create(floats);
    }

    /** Number of entries of each matrix of the steps. */
    static int[] stepSizes(int degrees) {
        int[] sizes = new int[Math.max(0, 2 * degrees - 3)];
        for (int k = 0; k < sizes.length; k++) {
            int degree = k + 2;
            sizes[k] = 3 * (2 * degree - 1) * (2 * degree + 1);
        }
        return sizes;
    }

    /** Number of columns of the couplings for a pair of types. */
    static int width(int out, int in) {
        return (2 * out + 1) * (2 * Math.min(in, out) + 1) * (2 * in + 1);
    }

    private static double[] steps(int degrees) {
        int size = 0;
        for (int each : stepSizes(degrees)) {
            size += each;
        }
        double[] steps = new double[size];
        int next = 0;
        for (int l = 2; l <= 2 * degrees - 2; l++) {
            ClebschGordan c = ClebschGordan.of(l - 1, 1, l);
            // Along z only the components m = 0 are not 0, so they tell the factor.
            double factor = axial(l) / (c.get(l - 1, 1, l) * axial(l - 1) * axial(1));
            for (int a = 0; a < 2 * l - 1; a++) {
                for (int b = 0; b < 3; b++) {
                    for (int m = 0; m < 2 * l + 1; m++) {
                        steps[next++] = factor * c.get(a, b, m);
                    }
                }
            }
        }
        return steps;
    }

    private static double axial(int l) {
        return SphericalHarmonics.of(l, 0, 0, 1)[l];
    }

    private static double[] couplings(int degrees) {
        int columns = 0;
        for (int out = 0; out < degrees; out++) {
            for (int in = 0; in < degrees; in++) {
                columns += width(out, in);
            }
        }
        int harmonics = (2 * degrees - 1) * (2 * degrees - 1);
        double[] couplings = new double[harmonics * columns];
        int first = 0;
        for (int out = 0; out < degrees; out++) {
            for (int in = 0; in < degrees; in++) {
                int frequencies = 2 * Math.min(in, out) + 1;
                for (int f = 0; f < frequencies; f++) {
                    int j = Math.abs(in - out) + f;
                    ClebschGordan c = ClebschGordan.of(j, in, out);
                    for (int m = 0; m <= 2 * j; m++) {
                        for (int o = 0; o <= 2 * out; o++) {
                            for (int i = 0; i <= 2 * in; i++) {
                                int column = first + (o * frequencies + f) * (2 * in + 1) + i;
                                couplings[(j * j + m) * columns + column] =
                                        c.get(m, i, o) / Math.sqrt(2 * out + 1);
                            }
                        }
                    }
                }
                first += width(out, in);
            }
        }
        return couplings;
    }
}

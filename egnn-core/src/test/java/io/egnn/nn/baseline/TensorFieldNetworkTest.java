/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.RandomGraphs;
import io.egnn.weights.StateDict;
import org.junit.jupiter.api.Test;

/** The tensor field network's own numbers. */
class TensorFieldNetworkTest {

    @Test
    void twoParticlesMoveAsComputedByHand() {
        try (NDManager manager = NDManager.newBaseManager()) {
            double[] x = {0.1, -0.3, 0.5, 1.3, 0.4, -0.2};
            double[] v = {0.7, 0.2, -0.4, -0.5, 0.9, 0.3};
            double[] h = {1.5, -0.8};
            RandomGraphs graphs = new RandomGraphs(manager, 3, DataType.FLOAT64);
            Shape vectors = new Shape(1, 2, 3);
            GraphBatch batch =
                    GraphBatch.of(manager.create(h, new Shape(1, 2, 1)), manager.create(x, vectors))
                            .withVelocities(manager.create(v, vectors));
            TensorFieldNetwork network =
                    graphs.filled(new TensorFieldConfig(1, 5, 2, 1, 4).newNetwork(), batch);
            double[] out =
                    network.forward(graphs.parameters(), batch.toNDList(), false)
                            .head()
                            .toDoubleArray();

            double own = values(network, "self_weight")[0];
            double[] d = {x[0] - x[3], x[1] - x[4], x[2] - x[5]};
            double r = Math.sqrt(dot(d, d));
            double[] fromNumbers = radial(network, 0, 0, 1, r);
            double[] fromVectors = radial(network, 1, 1, 4, r);
            for (int i = 0; i < 2; i++) {
                double sign = i == 0 ? 1 / r : -1 / r;
                double[] e = {sign * d[0], sign * d[1], sign * d[2]};
                int j = 1 - i;
                double[] u = {v[3 * j], v[3 * j + 1], v[3 * j + 2]};
                double along = dot(e, u);
                for (int c = 0; c < 3; c++) {
                    int next = (c + 1) % 3;
                    int after = (c + 2) % 3;
                    double cross = e[next] * u[after] - e[after] * u[next];
                    double expected =
                            x[3 * i + c]
                                    + own * v[3 * i + c]
                                    + fromNumbers[0] * h[j] * e[c] / Math.sqrt(4 * Math.PI)
                                    + fromVectors[0] * u[c] / Math.sqrt(12 * Math.PI)
                                    + fromVectors[1] * cross / Math.sqrt(8 * Math.PI)
                                    - fromVectors[2]
                                            * (e[c] * along - u[c] / 3)
                                            * Math.sqrt(3 / (8 * Math.PI));
                    assertThat(out[3 * i + c]).isCloseTo(expected, within(1e-12));
                }
            }
        }
    }

    /** Rows of what the radial network of a pair of types makes of a distance. */
    private static double[] radial(
            TensorFieldNetwork network, int pair, int from, int to, double r) {
        int width = 4;
        double[] z = new double[width];
        for (int k = 0; k < width; k++) {
            int at = pair * width + k;
            z[k] =
                    values(network, "kernel.radial_weight_0")[at] * r
                            + values(network, "kernel.radial_bias_0")[at];
        }
        double[] first = normalized(network, "0", pair, z);
        for (int k = 0; k < width; k++) {
            z[k] = values(network, "kernel.radial_bias_1")[pair * width + k];
            for (int i = 0; i < width; i++) {
                z[k] +=
                        first[i]
                                * values(network, "kernel.radial_weight_1")[
                                        (pair * width + i) * width + k];
            }
        }
        double[] second = normalized(network, "1", pair, z);
        double[] weights = new double[to - from];
        for (int row = from; row < to; row++) {
            weights[row - from] = values(network, "kernel.bias")[row];
            for (int k = 0; k < width; k++) {
                weights[row - from] +=
                        second[k] * values(network, "kernel.weight")[row * width + k];
            }
        }
        return weights;
    }

    /** Layer normalisation and ReLU. */
    private static double[] normalized(
            TensorFieldNetwork network, String number, int pair, double[] z) {
        double mean = 0;
        double square = 0;
        for (double value : z) {
            mean += value / z.length;
            square += value * value / z.length;
        }
        double[] result = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            int at = pair * z.length + k;
            double unit = (z[k] - mean) / Math.sqrt(square - mean * mean + 1e-5);
            result[k] =
                    Math.max(
                            0,
                            unit * values(network, "kernel.radial_scale_" + number)[at]
                                    + values(network, "kernel.radial_shift_" + number)[at]);
        }
        return result;
    }

    private static double[] values(TensorFieldNetwork network, String parameter) {
        return StateDict.names(network).get("conv_0." + parameter).getArray().toDoubleArray();
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    @Test
    void theReferenceSizesHaveTheReferencesParameters() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(parameters(TensorFieldConfig.of(1).newNetwork(), manager))
                    // Per pair of types 1 -> 32 -> 32 with two normalisations, then 33 per weight.
                    .isEqualTo(
                            14 * (64 + 64 + 33 * 32 + 64)
                                    + 33 * (6 * 16 + 2 * 6 * 256 + 4 * 16)
                                    + (32 + 2 * 512 + 16)
                                    + 3 * 2 * (32 + 272));
        }
    }

    private static long parameters(GraphNetwork<?> network, NDManager manager) {
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 1), new Shape(1, 2, 3));
        return StateDict.names(network).values().stream().mapToLong(p -> p.getArray().size()).sum();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaarTest {

    private static final int DRAWS = 20_000;

    private final RandomGenerator random = new SplittableRandom(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 20})
    void columnsAreOrthonormal(int n) {
        for (int draw = 0; draw < 100; draw++) {
            double[][] q = Haar.orthogonal(n, random);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double product = 0;
                    for (double[] row : q) {
                        product += row[i] * row[j];
                    }
                    assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-14));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9})
    void rotationsHaveDeterminantOneAndReflectionsMinusOne(int n) {
        for (int draw = 0; draw < 20; draw++) {
            assertThat(determinant(Haar.rotation(n, random))).isCloseTo(1, within(1e-13));
            assertThat(determinant(Haar.reflection(n, random))).isCloseTo(-1, within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void halfOfTheOrthogonalMatricesAreReflections(int n) {
        int reflections = 0;
        for (int draw = 0; draw < 2000; draw++) {
            reflections += determinant(Haar.orthogonal(n, random)) < 0 ? 1 : 0;
        }
        // Four standard deviations of a binomial distribution.
        assertThat(reflections).isCloseTo(1000, within(90));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void entriesHaveMeanZeroAndVarianceOneOverN(int n) {
        double[][] mean = new double[n][n];
        double[][] square = new double[n][n];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[][] q = n == 2 ? Haar.orthogonal(n, random) : Haar.rotation(n, random);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    mean[i][j] += q[i][j] / DRAWS;
                    square[i][j] += q[i][j] * q[i][j] / DRAWS;
                }
            }
        }
        // Five standard deviations: of an entry 1/sqrt(n), of its square less than that.
        double bound = 5 / Math.sqrt((double) n * DRAWS);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(mean[i][j]).isCloseTo(0, within(bound));
                assertThat(square[i][j]).isCloseTo(1.0 / n, within(bound));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void inThreeDimensionsEveryEntryIsUniform(int determinant) {
        // Archimedes: a coordinate of a uniform point on the sphere is uniform on [-1, 1].
        double[][][] draws = new double[DRAWS][][];
        Arrays.setAll(
                draws,
                i -> determinant > 0 ? Haar.rotation(3, random) : Haar.reflection(3, random));
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                int i = row;
                int j = column;
                double[] sorted =
                        Arrays.stream(draws).mapToDouble(q -> (q[i][j] + 1) / 2).sorted().toArray();
                double distance = kolmogorovDistance(sorted);
                // Exceeded with probability 2 exp(-2 * 1.95^2) = 0.001.
                assertThat(distance).isLessThan(1.95 / Math.sqrt(DRAWS));
            }
        }
    }

    @Test
    void tracesHaveTheMomentsOfTheHaarMeasure() {
        // For SO(3): E tr = 0, E tr^2 = 1, E tr^4 = 3.
        double[] traces = new double[DRAWS];
        Arrays.setAll(
                traces,
                i -> {
                    double[][] q = Haar.rotation(3, random);
                    return q[0][0] + q[1][1] + q[2][2];
                });
        assertThat(DoubleStream.of(traces).average().orElseThrow()).isCloseTo(0, within(0.04));
        assertThat(DoubleStream.of(traces).map(t -> t * t).average().orElseThrow())
                .isCloseTo(1, within(0.06));
        assertThat(DoubleStream.of(traces).map(t -> t * t * t * t).average().orElseThrow())
                .isCloseTo(3, within(0.4));
    }

    @Test
    void dimensionZeroIsAnError() {
        assertThatThrownBy(() -> Haar.orthogonal(0, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }

    private static double kolmogorovDistance(double[] sorted) {
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double below = (double) i / sorted.length;
            double above = (i + 1.0) / sorted.length;
            distance = Math.max(distance, Math.max(sorted[i] - below, above - sorted[i]));
        }
        return distance;
    }

    private static double determinant(double[][] q) {
        return new LUDecomposition(MatrixUtils.createRealMatrix(q)).getDeterminant();
    }
}

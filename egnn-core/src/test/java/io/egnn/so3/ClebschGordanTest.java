/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.so3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.egnn.equivariance.Haar;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coupling coefficients and Wigner matrices, against each other and against closed forms. */
class ClebschGordanTest {

    private static final int HIGHEST = 4;

    @Test
    void twoVectorsMakeTheirScalarAndTheirVectorProduct() {
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertThat(ClebschGordan.of(1, 1, 0).get(a, b, 0))
                        .isCloseTo(a == b ? -1 / Math.sqrt(3) : 0, within(1e-15));
                for (int c = 0; c < 3; c++) {
                    // The order y, z, x is cyclic, so the product is the usual one.
                    double product = (b - a) * (c - b) * (c - a) / 2.0;
                    assertThat(ClebschGordan.of(1, 1, 1).get(a, b, c))
                            .isCloseTo(product / Math.sqrt(2), within(1e-15));
                }
            }
        }
    }

    @Test
    void aFeatureTimesANumberIsTheFeature() {
        for (int l = 0; l <= HIGHEST; l++) {
            for (int a = 0; a <= 2 * l; a++) {
                for (int c = 0; c <= 2 * l; c++) {
                    double expected = a == c ? 1 : 0;
                    assertThat(ClebschGordan.of(l, 0, l).get(a, 0, c))
                            .isCloseTo(expected, within(1e-14));
                    assertThat(ClebschGordan.of(0, l, l).get(0, a, c))
                            .isCloseTo(expected, within(1e-14));
                }
            }
        }
    }

    @Test
    void twoVectorsMakeTheHarmonicsOfDegreeTwo() {
        double[] d = {0.3, -0.5, Math.sqrt(0.66)};
        double[] vector = SphericalHarmonics.of(1, d[0], d[1], d[2]);
        double[] expected = SphericalHarmonics.of(2, d[0], d[1], d[2]);
        ClebschGordan coupling = ClebschGordan.of(1, 1, 2);
        // From the component m = 0 along z: sqrt(2/3) 3/(4 pi) over sqrt(5/(4 pi)).
        double ratio = Math.sqrt(3 / (10 * Math.PI));
        for (int c = 0; c < 5; c++) {
            double sum = 0;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    sum += coupling.get(a, b, c) * vector[a] * vector[b];
                }
            }
            assertThat(sum).isCloseTo(ratio * expected[c], within(1e-14));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aTurnedDirectionHasTurnedHarmonics(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (double[][] turn :
                new double[][][] {Haar.rotation(3, random), Haar.reflection(3, random)}) {
            double[] d = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double[] moved = times(turn, d);
            for (int l = 0; l <= 8; l++) {
                double[] expected = SphericalHarmonics.of(l, moved[0], moved[1], moved[2]);
                double[] actual =
                        times(WignerD.of(l, turn), SphericalHarmonics.of(l, d[0], d[1], d[2]));
                assertThat(actual).containsExactly(expected, within(1e-12));
            }
        }
    }

    @Test
    void theyIntertwine() {
        double[][] turn = Haar.rotation(3, new SplittableRandom(3));
        double[][][] d = new double[2 * HIGHEST + 1][][];
        for (int l = 0; l < d.length; l++) {
            d[l] = WignerD.of(l, turn);
        }
        for (int l1 = 0; l1 <= HIGHEST; l1++) {
            for (int l2 = 0; l2 <= HIGHEST; l2++) {
                for (int l3 = Math.abs(l1 - l2); l3 <= l1 + l2; l3++) {
                    ClebschGordan coupling = ClebschGordan.of(l1, l2, l3);
                    for (int a = 0; a <= 2 * l1; a++) {
                        for (int b = 0; b <= 2 * l2; b++) {
                            intertwines(coupling, a, b, d[l1], d[l2], d[l3]);
                        }
                    }
                }
            }
        }
    }

    /** The first two components turned and then coupled, and the other way round. */
    private static void intertwines(
            ClebschGordan coupling, int a, int b, double[][] d1, double[][] d2, double[][] d3) {
        for (int c = 0; c < d3.length; c++) {
            double first = 0;
            for (int i = 0; i < d1.length; i++) {
                for (int j = 0; j < d2.length; j++) {
                    first += coupling.get(i, j, c) * d1[i][a] * d2[j][b];
                }
            }
            double second = 0;
            for (int k = 0; k < d3.length; k++) {
                second += d3[c][k] * coupling.get(a, b, k);
            }
            assertThat(first).isCloseTo(second, within(1e-12));
        }
    }

    @Test
    void theyAreOrthonormalAlsoAtHighDegrees() {
        for (int l3 : new int[] {1, 15, 30}) {
            ClebschGordan coupling = ClebschGordan.of(15, 16, l3);
            for (int c = 0; c <= 2 * l3; c += l3) {
                for (int e = 0; e <= 2 * l3; e += l3) {
                    double sum = 0;
                    for (int a = 0; a <= 30; a++) {
                        for (int b = 0; b <= 32; b++) {
                            sum += coupling.get(a, b, c) * coupling.get(a, b, e);
                        }
                    }
                    assertThat(sum).isCloseTo(c == e ? 1 : 0, within(1e-12));
                }
            }
        }
    }

    @Test
    void degreesThatDoNotCoupleAreAnError() {
        assertThatThrownBy(() -> ClebschGordan.of(1, 1, 3))
                .hasMessage("degrees 1 and 1 do not couple to degree 3");
        assertThatThrownBy(() -> ClebschGordan.of(2, 0, 1)).hasMessageContaining("do not couple");
        assertThatThrownBy(() -> WignerD.of(-1, new double[3][3]))
                .hasMessage("degree must not be negative, got -1");
        assertThatThrownBy(() -> WignerD.of(1, new double[2][2]))
                .hasMessage("rotation must be 3 by 3, got 2 rows");
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }
}

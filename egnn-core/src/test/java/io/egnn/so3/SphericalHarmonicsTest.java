/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.so3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The harmonics against their closed forms and what makes them harmonics. */
class SphericalHarmonicsTest {

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void theFirstDegreesAreTheirClosedForms() {
        for (int draw = 0; draw < 20; draw++) {
            double[] d = direction();
            double x = d[0];
            double y = d[1];
            double z = d[2];
            double[][] expected = {
                {Math.sqrt(1 / (4 * Math.PI))},
                {
                    Math.sqrt(3 / (4 * Math.PI)) * y,
                    Math.sqrt(3 / (4 * Math.PI)) * z,
                    Math.sqrt(3 / (4 * Math.PI)) * x
                },
                {
                    Math.sqrt(15 / Math.PI) / 2 * x * y,
                    Math.sqrt(15 / Math.PI) / 2 * y * z,
                    Math.sqrt(5 / Math.PI) / 4 * (3 * z * z - 1),
                    Math.sqrt(15 / Math.PI) / 2 * x * z,
                    Math.sqrt(15 / Math.PI) / 4 * (x * x - y * y)
                },
                {
                    Math.sqrt(35 / (2 * Math.PI)) / 4 * y * (3 * x * x - y * y),
                    Math.sqrt(105 / Math.PI) / 2 * x * y * z,
                    Math.sqrt(21 / (2 * Math.PI)) / 4 * y * (5 * z * z - 1),
                    Math.sqrt(7 / Math.PI) / 4 * (5 * z * z * z - 3 * z),
                    Math.sqrt(21 / (2 * Math.PI)) / 4 * x * (5 * z * z - 1),
                    Math.sqrt(105 / Math.PI) / 4 * z * (x * x - y * y),
                    Math.sqrt(35 / (2 * Math.PI)) / 4 * x * (x * x - 3 * y * y)
                }
            };
            for (int l = 0; l < expected.length; l++) {
                // The length of the vector does not matter.
                assertThat(SphericalHarmonics.of(l, 3 * x, 3 * y, 3 * z))
                        .containsExactly(expected[l], within(1e-14));
            }
        }
    }

    @Test
    void theSquaresOfADegreeAddUpToAConstant() {
        for (int l = 0; l <= 20; l++) {
            double[] d = direction();
            double sum = 0;
            for (double value : SphericalHarmonics.of(l, d[0], d[1], d[2])) {
                sum += value * value;
            }
            assertThat(sum).as("degree %d", l).isCloseTo(norm(l), within(1e-12 * norm(l)));
        }
    }

    private static double norm(int l) {
        return (2 * l + 1) / (4 * Math.PI);
    }

    @Test
    void theyAreOrthonormalOnTheSphere() {
        // Degree 8 at most in a product: exact with 16 angles around and Simpson's rule in z.
        int steps = 2000;
        double[][] gram = new double[25][25];
        for (int k = 0; k <= steps; k++) {
            double z = -1 + 2.0 * k / steps;
            double rest = Math.sqrt(1 - z * z);
            double weight = (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * 2.0 / steps / 3;
            for (int j = 0; j < 16; j++) {
                double phi = 2 * Math.PI * j / 16;
                double[] all = new double[25];
                for (int l = 0; l <= 4; l++) {
                    double[] y =
                            SphericalHarmonics.of(l, rest * Math.cos(phi), rest * Math.sin(phi), z);
                    System.arraycopy(y, 0, all, l * l, y.length);
                }
                for (int a = 0; a < 25; a++) {
                    for (int b = 0; b < 25; b++) {
                        gram[a][b] += weight * 2 * Math.PI / 16 * all[a] * all[b];
                    }
                }
            }
        }
        for (int a = 0; a < 25; a++) {
            for (int b = 0; b < 25; b++) {
                assertThat(gram[a][b]).isCloseTo(a == b ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void theVectorZeroHasNoDirection() {
        assertThat(SphericalHarmonics.of(0, 0, 0, 0)[0])
                .isEqualTo(SphericalHarmonics.of(0, 1, 0, 0)[0]);
        assertThat(SphericalHarmonics.of(3, 0, 0, 0)).containsOnly(0);
        assertThatThrownBy(() -> SphericalHarmonics.of(-1, 1, 0, 0))
                .hasMessage("degree must not be negative, got -1");
    }

    private double[] direction() {
        double[] d = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
        return new double[] {d[0] / length, d[1] / length, d[2] / length};
    }
}

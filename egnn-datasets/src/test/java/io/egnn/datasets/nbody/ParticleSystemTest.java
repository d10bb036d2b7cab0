/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParticleSystemTest {

    private final double[][] positions = {{1, 2}, {3, 4}, {5, 6}};
    private final double[][] velocities = {{0, 1}, {1, 0}, {0, 0}};
    private final double[] charges = {1, -1, 0};

    @Test
    void arraysAreCopiedInAndOut() {
        ParticleSystem system = new ParticleSystem(positions, velocities, charges);
        ParticleSystem same = new ParticleSystem(positions, velocities, charges);

        positions[0][0] = 7;
        velocities[0][0] = 7;
        charges[0] = 7;
        system.positions()[1][1] = 8;
        system.velocities()[1][1] = 8;
        system.charges()[1] = 8;

        assertThat(system).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(system.positions()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        assertThat(system.size()).isEqualTo(3);
        assertThat(system.dimension()).isEqualTo(2);
    }

    @Test
    void systemsAreEqualByContent() {
        ParticleSystem system = new ParticleSystem(positions, velocities, charges);

        assertThat(system)
                .isNotEqualTo(new ParticleSystem(velocities, velocities, charges))
                .isNotEqualTo(new ParticleSystem(positions, positions, charges))
                .isNotEqualTo(new ParticleSystem(positions, velocities, new double[3]));
        assertThat(system.toString()).contains("[3.0, 4.0]").contains("[1.0, -1.0, 0.0]");
    }

    @Test
    void aSystemHasAtLeastOneParticleInOneDimension() {
        assertThat(new ParticleSystem(new double[1][1], new double[1][1], new double[1]).size())
                .isEqualTo(1);
        assertRefused(new double[0][], new double[0][], new double[0], "at least one particle");
        assertRefused(new double[1][0], new double[1][0], new double[1], "at least one component");
    }

    @Test
    void copiesAreTurnedShiftedAndReordered() {
        ParticleSystem system = new ParticleSystem(positions, velocities, charges);

        ParticleSystem turned = system.turned(new double[][] {{0, -1}, {1, 0}});
        assertThat(turned.positions()).isDeepEqualTo(new double[][] {{-2, 1}, {-4, 3}, {-6, 5}});
        assertThat(turned.velocities()).isDeepEqualTo(new double[][] {{-1, 0}, {0, 1}, {0, 0}});
        ParticleSystem shifted = system.shifted(10, -1);
        assertThat(shifted.positions()).isDeepEqualTo(new double[][] {{11, 1}, {13, 3}, {15, 5}});
        assertThat(shifted.velocities()).isDeepEqualTo(velocities);
        ParticleSystem reordered = system.reordered(2, 0, 1);
        assertThat(reordered.positions()).isDeepEqualTo(new double[][] {{5, 6}, {1, 2}, {3, 4}});
        assertThat(reordered.velocities()).isDeepEqualTo(new double[][] {{0, 0}, {0, 1}, {1, 0}});
        assertThat(reordered.charges()).containsExactly(0, 1, -1);

        assertThatThrownBy(() -> system.turned(new double[3][2]))
                .hasMessage("turn: expected a matrix of 2 rows and columns, got 3 and 2");
        assertThatThrownBy(() -> system.shifted(1)).hasMessage("shift: expected 2 numbers, got 1");
        assertThatThrownBy(() -> system.reordered(0, 1, 1))
                .hasMessage("order: expected each of 0 to 2 once, got [0, 1, 1]");
    }

    @Test
    void aNumberThatIsNotFiniteIsNamed() {
        positions[2][1] = Double.NaN;
        assertRefused(
                positions,
                velocities,
                charges,
                "position of particle 2, component 1: expected a finite number, got NaN");
        positions[2][1] = 6;
        velocities[0][0] = Double.NEGATIVE_INFINITY;
        assertRefused(
                positions,
                velocities,
                charges,
                "velocity of particle 0, component 0: expected a finite number, got -Infinity");
        velocities[0][0] = 0;
        charges[1] = Double.NaN;
        assertRefused(
                positions,
                velocities,
                charges,
                "charge of particle 1: expected a finite number, got NaN");
    }

    @Test
    void arraysOfOtherShapesAreRefused() {
        assertRefused(
                positions,
                new double[2][2],
                charges,
                "velocity: expected one for each of 3 particles, got 2");
        assertRefused(
                positions,
                velocities,
                new double[4],
                "charge: expected one for each of 3 particles, got 4");
        assertRefused(
                new double[][] {{1, 2}, {3}, {5, 6}},
                velocities,
                charges,
                "position of particle 1: expected 2 components, got 1");
    }

    private static void assertRefused(double[][] x, double[][] v, double[] q, String message) {
        assertThatThrownBy(() -> new ParticleSystem(x, v, q))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}

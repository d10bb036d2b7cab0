/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.dataset.Dataset.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticleSimulatorTest {

    private final ParticleSimulator reference = new ParticleSimulator(ForceClamp.PER_COMPONENT);
    private final ParticleSimulator clean = new ParticleSimulator(ForceClamp.BY_NORM);

    @Test
    void likeChargesRepelByTheInverseSquare() {
        // Distance 2, so the force is 3 * 1 / 4.
        ParticleSystem start = pair(2, 3, 1);

        ParticleSystem after = reference.simulate(start, 1).get(0);

        assertThat(after.velocities()[0]).containsExactly(-0.75e-3, 0);
        assertThat(after.velocities()[1]).containsExactly(0.75e-3, 0);
        assertThat(after.positions()[0]).containsExactly(-0.75e-6, 0);
        assertThat(after.positions()[1]).containsExactly(2 + 0.75e-6, 0);
    }

    @Test
    void oppositeChargesAttract() {
        ParticleSystem after = reference.simulate(pair(2, 1, -1), 1).get(0);

        assertThat(after.velocities()[0][0]).isEqualTo(0.25e-3);
    }

    @ParameterizedTest
    @EnumSource(ForceClamp.class)
    void theForceIsClamped(ForceClamp clamp) {
        // 1 / 0.01^2 would be 10,000.
        ParticleSystem after = new ParticleSimulator(clamp).simulate(pair(0.01, 1, 1), 1).get(0);

        assertThat(after.velocities()[0][0]).isCloseTo(-0.1, within(1e-15));
        assertThat(after.velocities()[1][0]).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void coincidentParticlesExertNoForceOnEachOther() {
        ParticleSystem after = reference.simulate(pair(0, 1, 1), 10).get(0);

        assertThat(after).isEqualTo(pair(0, 1, 1));
    }

    @Test
    void aSimulationGoesOnFromAnyStateAsIfItHadNeverStopped() {
        ParticleSystem start = start(5, 3, 1);

        List<ParticleSystem> states = reference.simulate(start, 100, 250);

        assertThat(reference.simulate(states.get(0), 150)).containsExactly(states.get(1));
        assertThat(reference.simulate(start, 250)).containsExactly(states.get(1));
    }

    @ParameterizedTest(name = "{0} dimensions")
    @CsvSource({"1, 4", "2, 4", "3, 5", "8, 12"})
    void theCleanSimulatorIsEquivariant(int dimension, int particles) {
        ParticleSystem start = start(particles, dimension, 3);
        RandomOrthogonal rotation = new RandomOrthogonal(dimension, 4);

        ParticleSystem rotatedEnd = clean.simulate(rotation.apply(start), 1000).get(0);
        ParticleSystem end = clean.simulate(start, 1000).get(0);

        assertClose(rotatedEnd, rotation.apply(end), 1e-10);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void onlyTheClampByNormIsEquivariantWhileItActs(long seed) {
        ParticleSystem close =
                new ParticleSystem(
                        new double[][] {{0, 0, 0}, {0.03, 0.02, 0.01}, {1, 1, 1}},
                        new double[3][3],
                        new double[] {1, 1, -1});
        RandomOrthogonal rotation = new RandomOrthogonal(3, seed);

        ParticleSystem rotatedClean = clean.simulate(rotation.apply(close), 20).get(0);
        ParticleSystem rotatedReference = reference.simulate(rotation.apply(close), 20).get(0);

        assertClose(rotatedClean, rotation.apply(clean.simulate(close, 20).get(0)), 1e-12);
        assertThat(distance(rotatedReference, rotation.apply(reference.simulate(close, 20).get(0))))
                .isGreaterThan(1e-3);
    }

    @Test
    void withoutClampingBothSimulatorsAgree() {
        // Trajectory 1 of the standard set is never clamped.
        ParticleSystem start = NBodyGenerator.builder().build().starts(Usage.TRAIN).get(1);

        assertThat(reference.simulate(start, 4100)).isEqualTo(clean.simulate(start, 4100));
    }

    @Test
    void stepsThatDoNotIncreaseAreRefused() {
        ParticleSystem start = pair(1, 1, 1);

        assertThatThrownBy(() -> reference.simulate(start, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps: expected increasing numbers from 1, got [0]");
        assertThatThrownBy(() -> reference.simulate(start, 5, 5)).hasMessageContaining("[5, 5]");
    }

    private static ParticleSystem pair(double distance, double q1, double q2) {
        return new ParticleSystem(
                new double[][] {{0, 0}, {distance, 0}}, new double[2][2], new double[] {q1, q2});
    }

    private static ParticleSystem start(int particles, int dimension, long seed) {
        return NBodyGenerator.builder()
                .optSeed(seed)
                .optParticles(particles)
                .optDimension(dimension)
                .optSamples(1, 0, 0)
                .build()
                .starts(Usage.TRAIN)
                .get(0);
    }

    private static void assertClose(
            ParticleSystem actual, ParticleSystem expected, double tolerance) {
        assertThat(distance(actual, expected)).isLessThan(tolerance);
    }

    private static double distance(ParticleSystem one, ParticleSystem other) {
        double largest = 0;
        double[] x = one.flatPositions();
        double[] y = other.flatPositions();
        for (int k = 0; k < x.length; k++) {
            largest = Math.max(largest, Math.abs(x[k] - y[k]));
        }
        return largest;
    }
}

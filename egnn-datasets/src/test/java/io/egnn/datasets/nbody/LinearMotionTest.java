/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearMotionTest {

    private final ParticleSystem still =
            new ParticleSystem(new double[][] {{1, 2}}, new double[1][2], new double[] {1});
    private final ParticleSystem moving =
            new ParticleSystem(
                    new double[][] {{1, 2}}, new double[][] {{0.5, -1}}, new double[] {1});

    @Test
    void aParticleMovesAlongItsVelocity() {
        ParticleSystem moved = new LinearMotion(2).predict(moving);

        assertThat(moved.positions()).isDeepEqualTo(new double[][] {{2, 0}});
        assertThat(moved.velocities()).isDeepEqualTo(moving.velocities());
        assertThat(moved.charges()).isEqualTo(moving.charges());
    }

    @Test
    void theTimeOfAStraightMotionIsFound() {
        NBodyTrajectories straight =
                NBodyTrajectories.of(
                        List.of(moving, still),
                        List.of(new LinearMotion(3).predict(moving), still));

        LinearMotion fitted = LinearMotion.fit(straight);

        assertThat(fitted.time()).isCloseTo(3, within(1e-12));
        assertThat(fitted.mse(straight)).isCloseTo(0, within(1e-20));
    }

    @Test
    void theErrorIsTheMeanOverAllCoordinates() {
        NBodyTrajectories straight =
                NBodyTrajectories.of(
                        List.of(moving, still),
                        List.of(new LinearMotion(2).predict(moving), still));

        // (1^2 + 2^2 + 0 + 0) / 4
        assertThat(new LinearMotion(0).mse(straight)).isEqualTo(1.25);
    }

    @Test
    void whereNothingMovesTheTimeIsZero() {
        NBodyTrajectories standing = NBodyTrajectories.of(List.of(still), List.of(moving));

        assertThat(LinearMotion.fit(standing)).isEqualTo(new LinearMotion(0));
    }

    @Test
    void aTimeThatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> new LinearMotion(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time: expected a finite number, got NaN");
    }
}

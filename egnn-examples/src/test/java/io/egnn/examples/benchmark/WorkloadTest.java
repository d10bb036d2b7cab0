/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void particlesHaveTwentyEdgesASystem() {
        Workload particles = Workload.named("nbody");
        assertThat(particles.nodes()).isEqualTo(500);
        assertThat(particles.edges()).isEqualTo(2000);
        // 3 * 2 * 64^2 * 4 * (2000 + 2500)
        assertThat(particles.stepOperations()).isEqualTo(442_368_000.);
    }

    @Test
    void ninetySixMoleculesTakeAboutTwentySixGflop() {
        Workload molecules = Workload.named("molecules");
        assertThat(molecules.stepOperations() / 10 / 1e9).isCloseTo(26, within(2.));
    }

    @Test
    void pointsHaveSixteenEdgesEach() {
        Workload points = Workload.named("points:1000");
        assertThat(points.nodes()).isEqualTo(1000);
        assertThat(points.edges()).isEqualTo(16_000);
    }

    @Test
    void unknownNamesAndTooFewPointsAreRefused() {
        assertThatThrownBy(() -> Workload.named("proteins"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("proteins");
        assertThatThrownBy(() -> Workload.named("points:16"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }
}

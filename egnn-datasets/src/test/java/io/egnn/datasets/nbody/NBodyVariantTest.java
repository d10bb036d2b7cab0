/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.dataset.Dataset.Usage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NBodyVariantTest {

    private static NBodyTrajectories training;
    private static NBodyTrajectories test;

    @BeforeAll
    static void simulateTheStandardSet() {
        training =
                NBodyVariant.NBODY_SMALL
                        .trajectories(Usage.TRAIN, null)
                        .first(NBody.TRAINING_SAMPLES);
        test = NBodyVariant.NBODY_SMALL.trajectories(Usage.TEST, null);
    }

    @Test
    void straightLineGuessesHaveTheErrorsOfTheReferenceData() {
        LinearMotion fitted = LinearMotion.fit(training);

        assertThat(new LinearMotion(0).mse(test)).isCloseTo(0.2716, within(2e-4));
        assertThat(new LinearMotion(1).mse(test)).isCloseTo(0.1091, within(2e-4));
        assertThat(fitted.mse(test)).isCloseTo(0.0841, within(2e-4));
        assertThat(fitted.time()).isCloseTo(0.725, within(1e-2));
    }

    @Test
    void chargesAddUpAsInTheReferenceData() {
        assertThat(sum(training.charges())).isEqualTo(132);
        assertThat(sum(test.charges())).isEqualTo(102);
    }

    @Test
    void theFirstTestTrajectoryIsThatOfTheReference() {
        assertThat(test.system(0).positions()[0])
                .containsExactly(
                        new double[] {1.729897749271158, 0.763515361374504, 0.327371370012214},
                        within(1e-6));
        assertThat(test.target(0)[0])
                .containsExactly(
                        new double[] {2.202854589119617, 0.962163448055097, -0.679564197523352},
                        within(1e-6));
    }

    @Test
    void outOfDistributionIsHarderForAStraightLine() {
        NBodyTrajectories earlier =
                NBodyVariant.NBODY_SMALL_OUT_OF_DISTRIBUTION.trajectories(Usage.TEST, null);

        assertThat(LinearMotion.fit(training).mse(earlier)).isCloseTo(0.1004, within(1e-3));
    }

    @Test
    void theCleanVariantHasTheSameStartsAndOtherTrajectories() {
        NBodyTrajectories clean = NBodyVariant.NBODY_CLEAN.trajectories(Usage.TEST, null);

        assertThat(clean.charges()).isEqualTo(test.charges());
        assertThat(clean.positions()).isNotEqualTo(test.positions());
        // Forces are smaller than those of the reference, up to 100 where those are up to 173.
        assertThat(new LinearMotion(0).mse(clean)).isLessThan(new LinearMotion(0).mse(test));
    }

    @Test
    void theLargeSetIsEvaluatedOnTheSmallOne() {
        assertThat(NBodyVariant.NBODY.generator(Usage.TRAIN).trainingSamples()).isEqualTo(50_000);
        assertThat(NBodyVariant.NBODY.generator(Usage.TEST))
                .isEqualTo(NBodyVariant.NBODY_SMALL.generator(Usage.TEST));
        assertThat(NBodyVariant.NBODY.generator(Usage.VALIDATION))
                .isEqualTo(NBodyVariant.NBODY_SMALL.generator(Usage.VALIDATION));
    }

    @Test
    void theLargeSetHasTheErrorOfTheReferenceData() {
        NBodyTrajectories test =
                NBodyVariant.NBODY.generator(Usage.TRAIN).generate(Usage.TEST, null);

        // Which 2,000 of its trajectories the reference value is of is not known; this is its
        // standard error.
        assertThat(LinearMotion.fit(test).mse(test)).isCloseTo(0.0837, within(0.0026));
    }

    @Test
    void variantsAreFoundByTheirNames() {
        for (NBodyVariant variant : NBodyVariant.values()) {
            assertThat(NBodyVariant.of(variant.title())).isEqualTo(variant);
        }
        assertThatThrownBy(() -> NBodyVariant.of("nbody_big"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "N-body data set: expected one of nbody_small, nbody_small_out_dist, nbody, nbody_clean, got nbody_big");
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}

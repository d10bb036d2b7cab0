/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers were printed by NumPy 2.4 ({@code numpy.random.RandomState}). */
class NumpyRandomTest {

    @Test
    void uniformNumbersAreThoseOfNumpy() {
        NumpyRandom random = new NumpyRandom(43);

        assertThat(random.nextDouble()).isEqualTo(0.11505456638977896);
        assertThat(random.nextDouble()).isEqualTo(0.6090665392794814);
        assertThat(random.nextDouble()).isEqualTo(0.13339096418598828);
    }

    @Test
    void integersAreThoseOfNumpy() {
        NumpyRandom random = new NumpyRandom(5);

        assertThat(IntStream.generate(() -> 6 + random.nextInt(5)).limit(8))
                .containsExactly(9, 6, 7, 6, 10, 9, 6, 6);
        assertThat(random.nextDouble()).isEqualTo(0.29680050157622195);
        assertThat(IntStream.generate(() -> random.nextInt(7)).limit(6))
                .containsExactly(1, 5, 0, 3, 4, 5);
        assertThat(random.nextInt(1)).isZero();
        assertThatThrownBy(() -> random.nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound: expected at least 1, got 0");
    }

    @Test
    void seedsOfAll32BitsAreThoseOfNumpy() {
        assertThat(new NumpyRandom(4_000_000_000L).nextDouble()).isEqualTo(0.8765553184532914);
        assertThat(new NumpyRandom(4_294_967_295L).nextDouble()).isEqualTo(0.0976320289940138);
    }

    @Test
    void normalNumbersAreThoseOfNumpy() {
        NumpyRandom random = new NumpyRandom(43);

        double[] numbers = DoubleStream.generate(random::nextGaussian).limit(4).toArray();

        assertThat(numbers)
                .containsExactly(
                        0.25739992534469336,
                        -0.9084814327806611,
                        -0.37850310605882326,
                        -0.5349155987755707);
    }

    @Test
    void theSecondNormalNumberOfAPairSurvivesUniformDraws() {
        NumpyRandom random = new NumpyRandom(43);

        assertThat(random.nextDouble()).isEqualTo(0.11505456638977896);
        assertThat(random.nextGaussian()).isEqualTo(-0.9922196247338956);
        assertThat(random.nextDouble()).isEqualTo(0.24058961996534878);
        assertThat(random.nextGaussian()).isCloseTo(0.29518628867023594, within(1e-15));
        assertThat(random.nextDouble()).isEqualTo(0.3271390558111398);
    }

    @ParameterizedTest(name = "{0} numbers")
    @ValueSource(ints = {0, 1, 2, 5, 1001})
    void skippingNormalNumbersLeavesTheStreamWhereDrawingThemDoes(int count) {
        NumpyRandom drawn = new NumpyRandom(43);
        NumpyRandom skipped = new NumpyRandom(43);
        drawn.nextGaussian();
        skipped.nextGaussian();

        DoubleStream.generate(drawn::nextGaussian).limit(count).forEach(number -> {});
        skipped.skipGaussians(count);

        assertThat(skipped.nextGaussian()).isEqualTo(drawn.nextGaussian());
        assertThat(skipped.nextGaussian()).isEqualTo(drawn.nextGaussian());
        assertThat(skipped.nextDouble()).isEqualTo(drawn.nextDouble());
    }

    @Test
    void choicesAreThoseOfNumpy() {
        NumpyRandom random = new NumpyRandom(5);
        double[] values = {10, 20, 30};
        double[] probabilities = {0.2, 0.3, 0.5};

        double[] chosen =
                DoubleStream.generate(() -> random.choice(values, probabilities))
                        .limit(12)
                        .toArray();

        assertThat(chosen).containsExactly(20, 30, 20, 30, 20, 30, 30, 30, 20, 10, 10, 30);
    }

    @Test
    void aSeedOutOfRangeIsNamed() {
        assertThatThrownBy(() -> new NumpyRandom(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seed: expected 0 to 4294967295, got -1");
        assertThatThrownBy(() -> new NumpyRandom(1L << 32)).hasMessageContaining("4294967296");
    }

    @Test
    void aChoiceNeedsAProbabilityForEveryValue() {
        NumpyRandom random = new NumpyRandom(5);

        assertThatThrownBy(() -> random.choice(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 2 values and 3 probabilities");
    }
}

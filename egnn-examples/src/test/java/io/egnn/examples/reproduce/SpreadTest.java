/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void meanAndDeviationOfASample() {
        Spread spread = Spread.of(List.of(1.0, 2.0, 6.0));

        assertThat(spread.mean()).isEqualTo(3);
        // (4 + 1 + 9) / 2
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(7), within(1e-15));
    }

    @Test
    void oneNumberHasNoDeviation() {
        assertThat(Spread.of(List.of(2.0))).isEqualTo(new Spread(2, null));
    }

    @Test
    void noNumberHasNoMean() {
        assertThatThrownBy(() -> Spread.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the mean of no values");
    }

    @Test
    void itIsWrittenWithFourDigits() {
        assertThat(Spread.text(0.00712, 0.000349)).isEqualTo("0.0071 ± 0.0003");
        assertThat(Spread.text(0.00712, null)).isEqualTo("0.0071");
    }
}

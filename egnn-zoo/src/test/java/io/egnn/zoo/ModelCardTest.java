/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.egnn.zoo.ModelCard.Data;
import io.egnn.zoo.ModelCard.Metric;
import io.egnn.zoo.ModelCard.Training;
import org.junit.jupiter.api.Test;

class ModelCardTest {

    @Test
    void aHashMustBeOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Data("data", "abc", "split"))
                .withMessageContaining("64 lower-case hexadecimal digits, got \"abc\"");
    }

    @Test
    void textsMustNotBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Training("Adam", 0, 10, " ", "train"))
                .withMessage("model card: training commit is empty");
    }

    @Test
    void thereIsAtLeastOneEpoch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Training("Adam", 0, 0, "abc", "train"))
                .withMessageContaining("got 0");
    }

    @Test
    void metricsAreFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric("mse", Double.NaN, "m^2", "test"))
                .withMessageContaining("metric mse: expected a finite number, got NaN");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers were printed by Python 3 ({@code random.Random}). */
class PythonRandomTest {

    @Test
    void drawsAreThoseOfPython() {
        PythonRandom random = new PythonRandom(7);
        List<Integer> list = Arrays.asList(0, 1, 2, 3, 4, 5);

        assertThat(random.nextDouble()).isEqualTo(0.32383276483316237);
        assertThat(IntStream.generate(() -> random.nextInt(5)).limit(6))
                .containsExactly(1, 3, 0, 0, 4, 0);
        random.shuffle(list);
        assertThat(list).containsExactly(1, 3, 5, 0, 4, 2);
    }

    @Test
    void aSeedOutOfRangeAndAnEmptyRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonRandom(-1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonRandom(0).nextInt(0))
                .withMessageContaining("bound: expected at least 1, got 0");
    }
}

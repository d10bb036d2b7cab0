/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DuelTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void batchesTakeTurnsInProportion() {
        Duel.Times times =
                new Duel<>("A", 4, "B", 2)
                        .measure((program, batch) -> calls.add(program + batch), Duration.ZERO);
        String[] round = {"A0", "A1", "B0", "A2", "A3", "B1"};
        assertThat(times.rounds()).isEqualTo(3);
        assertThat(calls).hasSize(4 * round.length);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i)).isEqualTo(round[i % round.length]);
        }
    }

    @Test
    void fewerBatchesOfOursStillComeOnceARound() {
        new Duel<>("A", 1, "B", 3)
                .measure((program, batch) -> calls.add(program + batch), Duration.ZERO);
        assertThat(calls.subList(0, 4)).containsExactlyInAnyOrder("A0", "B0", "B1", "B2");
        assertThat(calls.stream().filter("A0"::equals)).hasSize(4);
    }

    @Test
    void shortTurnsAreRepeated() {
        new Duel<>("A", 1, "B", 1)
                .measure((program, batch) -> calls.add(program), Duration.ofMillis(100));
        assertThat(String.join("", calls)).contains("AA", "BB", "BA");
    }

    @Test
    void theRatioIsTheirTimeOverOurs() {
        assertThat(new Duel.Times(2, 9, 3).ratio()).isEqualTo(4.5);
    }

    @Test
    void medianIsTheMiddle() {
        assertThat(Median.of(DoubleStream.of(9, 1, 2))).isEqualTo(2);
        assertThat(Median.of(DoubleStream.of(4, 1, 2, 9))).isEqualTo(3);
        assertThatThrownBy(() -> Median.of(DoubleStream.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.examples.CommandRun;
import org.junit.jupiter.api.Test;

class BenchmarkCommandTest {

    @Test
    void helpTellsTheOptions() {
        assertThat(CommandRun.of("benchmark", "--help").out())
                .contains("--json")
                .contains("--scale")
                .contains("--pieces");
    }

    @Test
    void piecesHaveNoJson() {
        CommandRun run = CommandRun.of("benchmark", "--pieces", "Optimizer", "--json");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("--pieces goes with neither --json nor --scale");
        assertThat(run.out()).isEmpty();
    }
}

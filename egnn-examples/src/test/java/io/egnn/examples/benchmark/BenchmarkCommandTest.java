/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.examples.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkCommandTest {

    @Test
    void helpTellsTheOptions() {
        assertThat(CommandRun.of("benchmark", "--help").out())
                .contains("--json")
                .contains("--scale")
                .contains("--out")
                .contains("--pieces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--scale", "--out=anywhere"})
    void piecesHaveNoOtherOutput(String option) {
        CommandRun run = CommandRun.of("benchmark", "--pieces", "Optimizer", option);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("--pieces goes with none of --json, --scale and --out");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whereResultsCannotGoIsSaidBeforeTheWork(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        CommandRun run = CommandRun.of("benchmark", "--out", file.toString());

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains(file.toString()).doesNotContain("benchmark: nbody");
    }
}

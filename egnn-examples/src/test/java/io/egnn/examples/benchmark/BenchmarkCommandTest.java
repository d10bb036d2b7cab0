/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(new BenchmarkCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err));

    @Test
    void helpTellsTheOptions() {
        assertThat(command.getUsageMessage())
                .contains("--json")
                .contains("--scale")
                .contains("--pieces");
    }

    @Test
    void piecesHaveNoJson() {
        assertThat(command.execute("--pieces", "Optimizer", "--json")).isNotZero();
        assertThat(err.toString()).contains("--pieces goes with neither --json nor --scale");
        assertThat(out.toString()).isEmpty();
    }
}

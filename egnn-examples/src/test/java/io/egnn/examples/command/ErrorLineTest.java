/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** One line for what goes wrong. */
class ErrorLineTest {

    /** Asks for more than any array can be. */
    @Command(name = "greedy")
    private static final class Greedy implements Callable<Integer> {
        @Override
        public Integer call() {
            return new long[Integer.MAX_VALUE].length;
        }
    }

    @Test
    void tooLittleMemoryIsOneLine() {
        StringWriter err = new StringWriter();
        int code =
                new CommandLine(new Greedy())
                        .setExecutionStrategy(ErrorLine::execute)
                        .setExecutionExceptionHandler(ErrorLine::failure)
                        .setErr(new PrintWriter(err))
                        .execute();
        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .matches(
                        "error: needs more memory than the [0-9,]+ MB that Java may take; JAVA_OPTS=-Xmx16g gives it 16 GB\\R");
    }
}

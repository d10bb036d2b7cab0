/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.testing.ConnectionGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./egnn} runs opens no connection off this machine, in a Java of its own. */
@EnabledForJreRange(max = JRE.JAVA_17)
class QuietTest {

    @TempDir private Path folder;

    /** Runs a command under a guard and writes down what that refused. */
    static final class Guarded {

        private Guarded() {}

        public static void main(String[] args) throws IOException {
            ConnectionGuard guard = ConnectionGuard.install();
            String[] command = List.of(args).subList(1, args.length).toArray(String[]::new);
            int exitCode = Main.commandLine().execute(command);
            Files.write(Path.of(args[0]), guard.takeAttempts());
            System.exit(exitCode);
        }
    }

    @Test
    void theDemoOpensNoConnection() throws Exception {
        List<String> asTheLauncher = List.of("-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true");

        assertThat(attemptsOfDemo(asTheLauncher)).isEmpty();
        assertThat(folder.resolve("demo.png")).isNotEmptyFile();
    }

    /** Shows that the guard sees what DJL does: its engine reports its start unless told not to. */
    @Test
    void withoutTheLaunchersSettingsTheGuardSeesDjlsTelemetry() throws Exception {
        assertThat(attemptsOfDemo(List.of("-DOPT_OUT_TRACKING=false")))
                .anyMatch(attempt -> attempt.contains("callHome"));
    }

    private List<String> attemptsOfDemo(List<String> options) throws Exception {
        Path attempts = folder.resolve("attempts.txt");
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder =
                ForkedJava.of(
                        Guarded.class,
                        Stream.concat(options.stream(), Stream.of("-DDJL_CACHE_DIR=" + folder))
                                .toList(),
                        List.of(attempts.toString(), "demo", "--out", folder.toString()));
        builder.environment().remove("OPT_OUT_TRACKING");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        assertThat(process.waitFor()).as(() -> read(printed)).isZero();
        return Files.readAllLines(attempts);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

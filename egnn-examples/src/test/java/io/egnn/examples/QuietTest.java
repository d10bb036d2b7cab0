/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.egnn.testing.ConnectionGuard;
import io.egnn.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            int exitCode = 1;
            try {
                exitCode = Main.commandLine().execute(command);
            } finally {
                Files.write(Path.of(args[0]), guard.takeAttempts());
                System.exit(exitCode);
            }
        }
    }

    @Test
    void theDemoOpensNoConnection() throws Exception {
        assertThat(attemptsOfDemo(0)).isEmpty();
        assertThat(folder.resolve("demo.png")).isNotEmptyFile();
    }

    /** Shows that the guard sees what DJL does: its engine reports its start unless told not to. */
    @Test
    void withoutTheLaunchersSettingsTheGuardSeesDjlsTelemetry() throws Exception {
        assumeThat(System.getenv("OPT_OUT_TRACKING")).isNull();

        assertThat(attemptsOfDemo(1, "-Dai.djl.offline=false", "-DOPT_OUT_TRACKING=false"))
                .anyMatch(attempt -> attempt.contains("callHome"));
    }

    /** The tests have the launcher's settings, offline and without telemetry. */
    private List<String> attemptsOfDemo(int exitCode, String... options) throws Exception {
        Path attempts = folder.resolve("attempts.txt");
        Path errors = folder.resolve("errors.txt");
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-DDJL_CACHE_DIR=" + folder);
        Process process =
                JavaProcess.start(
                        Guarded.class,
                        errors.toFile(),
                        all,
                        attempts.toString(),
                        "demo",
                        "--out",
                        folder.toString());
        assertThat(process.waitFor()).as(() -> contentOf(errors.toFile())).isEqualTo(exitCode);
        return Files.readAllLines(attempts);
    }
}

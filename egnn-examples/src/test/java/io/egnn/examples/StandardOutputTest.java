/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.egnn.testing.JavaProcess;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the process {@code ./egnn} prints on standard output, in a Java of its own. */
class StandardOutputTest {

    @TempDir private Path folder;

    /** Without a cache, so that trajectories are simulated. */
    @Test
    void jsonIsAloneOnStandardOutputThoughThereAreProgressBars() throws Exception {
        String printed =
                standardOutput(
                        List.of("-DdisableProgressBar=false", "-DDJL_CACHE_DIR=" + folder),
                        "evaluate",
                        "nbody",
                        "--json");

        assertThat(CommandRun.strictJson(printed).keySet())
                .containsExactly("model", "samples", "mse", "linear_mse");
        assertThat(contentOf(errors())).contains("100%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv", "--json"})
    void programsReadUtf8(String form) throws Exception {
        Path molecules = Files.writeString(folder.resolve("a.smi"), "C m\u00e9thane\n");

        assertThat(
                        standardOutput(
                                List.of("-Dfile.encoding=US-ASCII"),
                                "predict",
                                form,
                                molecules.toString()))
                .contains("m\u00e9thane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoo", "zoo --json", "predict FILE", "predict --csv FILE"})
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAnError(String command) throws Exception {
        Path molecules = Files.writeString(folder.resolve("a.smi"), "C methane\n");
        String[] args = command.replace("FILE", molecules.toString()).split(" ", -1);
        Process process =
                JavaProcess.command(
                                System.getProperty("java.class.path"), Main.class, List.of(), args)
                        .redirectOutput(new File("/dev/full"))
                        .redirectError(errors())
                        .start();

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(contentOf(errors())).contains("error: standard output cannot be written");
    }

    private String standardOutput(List<String> options, String... args) throws Exception {
        Process process = JavaProcess.start(Main.class, errors(), options, args);
        byte[] printed = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(() -> contentOf(errors())).isZero();
        return new String(printed, StandardCharsets.UTF_8);
    }

    private File errors() {
        return folder.resolve("errors.txt").toFile();
    }
}

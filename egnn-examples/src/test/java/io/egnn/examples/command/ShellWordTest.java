/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"out/nbody", "egnn_qm9:all", "my model", "it's", "", "a$b", "a\\b", "*"})
    @DisabledOnOs(OS.WINDOWS)
    void aShellReadsItAsOneWord(String word) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(word)).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/nbody", "egnn_qm9:all", "molecules.sdf"})
    void aPlainWordStaysAsItIs(String word) {
        assertThat(ShellWord.of(word)).isEqualTo(word);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.examples.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateQM9CommandTest {

    @TempDir private static Path folder;

    private static Path file;
    private static Path model;

    @BeforeAll
    static void train() throws Exception {
        file = InventedMolecules.write(folder.resolve("molecules.xyz"), 30);
        model = folder.resolve("model");
        CommandRun run =
                CommandRun.of(
                        "train",
                        "qm9",
                        "--property",
                        "homo",
                        "--epochs",
                        "1",
                        "--data",
                        file.toString(),
                        "--out",
                        model.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void moleculesThatTheModelWasTrainedOnAreTold() {
        CommandRun run = evaluate(file);

        assertThat(run.json().get("samples").getAsInt()).isEqualTo(30);
        assertThat(run.json().getAsJsonObject("mae").keySet()).containsExactly("homo");
        assertThat(run.err())
                .contains("note: the model was trained on 24 of these; --test leaves them out");
    }

    @Test
    void moleculesThatItHasNotSeenAreNot() {
        CommandRun run = evaluate(file, "--test");

        assertThat(run.json().get("samples").getAsInt()).isEqualTo(3);
        assertThat(run.err()).doesNotContain("note:");
    }

    /** The test molecules of one file may be among the training molecules of another. */
    @ParameterizedTest
    @ValueSource(strings = {"--test", ""})
    void aFileThatTheModelWasNotTrainedOnMayHoldWhatItKnows(String option) throws Exception {
        Path other = InventedMolecules.write(folder.resolve("other.xyz"), 20);

        CommandRun run = option.isEmpty() ? evaluate(other) : evaluate(other, option);

        assertThat(run.err())
                .contains("note: some of these may be among the molecules that the model was")
                .doesNotContain("leaves them out");
    }

    private static CommandRun evaluate(Path data, String... more) {
        List<String> words = new ArrayList<>(List.of("evaluate", "qm9", "--json"));
        words.addAll(List.of("--model", model.toString(), "--data", data.toString()));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray(String[]::new));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @TempDir private Path folder;

    static Stream<List<String>> commands() {
        List<List<String>> paths = new ArrayList<>();
        collect(Main.commandLine(), List.of(), paths);
        return paths.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(List<String> command) {
        List<String> args = new ArrayList<>(command);
        args.add("--help");

        CommandRun run = CommandRun.of(args.toArray(String[]::new));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(String.join(" ", "Usage: egnn", String.join(" ", command)).strip())
                .containsPattern("Examples?: egnn " + String.join(" ", command));
    }

    @Test
    void everyCommandThatDoesSomethingHasJson() {
        assertThat(leaves(Main.commandLine()))
                .isNotEmpty()
                .allSatisfy(
                        leaf ->
                                assertThat(leaf.getCommandSpec().findOption("--json"))
                                        .as(leaf.getCommandSpec().qualifiedName())
                                        .isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unheard-of",
                "train",
                "train nbody --epochs 0",
                "train nbody --epochs many",
                "train nbody --variant unheard-of",
                "train nbody --model unheard-of",
                "train nbody --device tpu",
                "train nbody --device gpu4000",
                "train nbody --data FOLDER/missing.npz",
                "train nbody --data FOLDER/broken.npz",
                "train nbody --out FOLDER/broken.npz",
                "evaluate nbody --model unheard-of",
                "evaluate nbody --model FOLDER",
                "evaluate nbody --data FOLDER/missing.npz",
                "train graphs --epochs 0",
                "train graphs --dataset unheard-of",
                "train graphs --model unheard-of",
                "train graphs --data FOLDER/missing.g6",
                "train graphs --data FOLDER/broken.npz",
                "evaluate graphs --model FOLDER",
                "evaluate graphs --model egnn_nbody",
                "evaluate graphs --draws 0",
                "evaluate graphs --data FOLDER/missing.g6",
                "reproduce figure5 --part unheard-of",
                "train qm9 --epochs 0",
                "train qm9 --property entropy --data FOLDER/missing.xyz",
                "train qm9 --model gnn --data FOLDER/missing.xyz",
                "train qm9 --data FOLDER/missing.xyz",
                "train qm9 --data FOLDER/broken.npz",
                "evaluate qm9 --model FOLDER --data FOLDER/missing.xyz",
                "predict",
                "predict --model unheard-of FOLDER/missing.xyz",
                "finetune nbody --samples 3",
                "reproduce",
                "reproduce table9",
                "reproduce table2 --system unheard-of",
                "reproduce table2 --system egnn --seeds 0",
                "reproduce table2 --quick --runs FOLDER/broken.npz",
                "reproduce table2 --quick --runs FOLDER --out FOLDER/broken.npz",
                "reproduce figure2 --system unheard-of",
                "reproduce figure2 --samples 0",
                "reproduce figure2 --samples 100,50001",
                "reproduce figure2 --samples many",
                "notebook --update",
                "notebook 01-load-and-predict",
                "export-serving egnn_nbody",
                "export-serving unheard-of FOLDER/new",
                "export-serving egnn_nbody FOLDER",
                "publish FOLDER --as egnn_nbody",
                "publish FOLDER --as egnn_nbody --into FOLDER/missing",
            })
    void badInputIsToldInOneLine(String command) throws Exception {
        Files.writeString(folder.resolve("broken.npz"), "PK\3\4 and nothing more");
        String[] args = command.replace("FOLDER", folder.toString()).strip().split(" +");

        CommandRun run = CommandRun.of(command.isEmpty() ? new String[0] : args);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
    }

    @Test
    void aMissingCommandIsAnsweredWithThoseThereAre() {
        assertThat(CommandRun.of().err()).contains("Commands:", "  predict ", "  train ");
        assertThat(CommandRun.of("train").err()).contains("Usage: egnn train", "  graphs ");
    }

    @Test
    void aMistypedWordIsAnsweredWithWhatItMayMean() {
        assertThat(CommandRun.of("trian").err()).contains("Did you mean: egnn train");
        assertThat(CommandRun.of("predict", "a.sdf", "--jsom").err()).contains("--json");
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
        paths.add(path);
        command.getSubcommands()
                .forEach(
                        (name, child) -> {
                            List<String> longer = new ArrayList<>(path);
                            longer.add(name);
                            collect(child, longer, paths);
                        });
    }

    private static List<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? List.of(command)
                : command.getSubcommands().values().stream()
                        .flatMap(child -> leaves(child).stream())
                        .toList();
    }
}

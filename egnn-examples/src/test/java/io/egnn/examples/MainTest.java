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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    @ParameterizedTest(name = "egnn {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|Missing required subcommand",
                "unheard-of|unheard-of",
                "train|Missing required subcommand",
                "train nbody --epochs 0|--epochs: expected at least 1, got 0",
                "train nbody --epochs many|'--epochs'",
                "train nbody --variant unheard-of|--variant: expected one of nbody_small,",
                "train nbody --variant nbody --data FOLDER/missing.npz|--variant=NAME, --data=FILE.npz are mutually exclusive",
                "train nbody --model unheard-of|--model: expected one of egnn,",
                "train nbody --device tpu|--device: expected cpu, gpu0",
                "train nbody --device gpu4000|--device: gpu4000 is not there",
                "train nbody --data FOLDER/missing.npz|no such file: FOLDER/missing.npz",
                "train nbody --data FOLDER/broken.npz|FOLDER/broken.npz",
                "train nbody --out FOLDER/broken.npz|FOLDER/broken.npz",
                "evaluate nbody --model unheard-of|unheard-of",
                "evaluate nbody --model egnn_qm9:all|model egnn_qm9:all: expected one that makes ParticleSystem of ParticleSystem, got another kind",
                "evaluate nbody --data FOLDER|FOLDER: expected a file, got a folder",
                "evaluate graphs --data FOLDER|FOLDER: expected a file, got a folder",
                "evaluate nbody --model FOLDER|FOLDER",
                "evaluate nbody --variant unheard-of|--variant: expected one of nbody_small,",
                "evaluate nbody --data FOLDER/missing.npz|no such file: FOLDER/missing.npz",
                "train graphs --epochs 0|--epochs: expected at least 1, got 0",
                "train graphs --dataset unheard-of|--dataset: expected community_small or erdos_renyi, got unheard-of",
                "train graphs --dataset erdos_renyi --data FOLDER/missing.g6|--dataset=NAME, --data=FILE.g6 are mutually exclusive",
                "train graphs --model unheard-of|--model: expected one of gnn,",
                "train graphs --data FOLDER/missing.g6|no such file: FOLDER/missing.g6",
                "train graphs --data FOLDER/broken.npz|FOLDER/broken.npz, line 1",
                "evaluate graphs --model FOLDER|FOLDER",
                "evaluate graphs --model egnn_nbody|egnn_nbody",
                "evaluate graphs --dataset unheard-of|--dataset: expected community_small or erdos_renyi, got unheard-of",
                "evaluate graphs --draws 0|--draws: expected at least 1, got 0",
                "evaluate graphs --data FOLDER/missing.g6|no such file: FOLDER/missing.g6",
                "reproduce figure5 --part unheard-of|'--part'",
                "reproduce figure3 --seeds 5|'--seeds'",
                "train qm9 --epochs 0|--epochs: expected at least 1, got 0",
                "train qm9 --property entropy --data FOLDER/missing.xyz|--property: expected all or one of [alpha,",
                "train qm9 --model gnn --data FOLDER/missing.xyz|--model: expected egnn or schnet, got gnn",
                "train qm9 --data FOLDER/missing.xyz|no such file: FOLDER/missing.xyz",
                "train qm9 --download --data FOLDER/missing.xyz|--data=FILE, --download are mutually exclusive",
                "train qm9 --data FOLDER/broken.npz|FOLDER/broken.npz",
                "evaluate qm9 --model FOLDER --data FOLDER/missing.xyz|FOLDER/missing.xyz",
                "predict|'FILE'",
                "predict --model unheard-of FOLDER/missing.xyz|unheard-of",
                "predict --csv --json FOLDER/missing.xyz|--csv",
                "finetune nbody --samples 3|--samples: expected at least 50, got 3",
                "finetune nbody --test 0|--test: expected at least 1, got 0",
                "finetune nbody --seeds 0|--seeds: expected at least 1, got 0",
                "reproduce|Missing required subcommand",
                "reproduce table9|table9",
                "reproduce table2 --system unheard-of|--system: expected one of egnn,",
                "reproduce table2 --system egnn --seeds 0|--seeds: expected at least 1, got 0",
                "reproduce table2 --quick --runs FOLDER/broken.npz|FOLDER/broken.npz",
                "reproduce table2 --quick --runs FOLDER --out FOLDER/broken.npz|FOLDER/broken.npz",
                "reproduce figure2 --system unheard-of|--system: expected",
                "reproduce figure2 --samples 0|--samples: expected",
                "reproduce figure2 --samples 100,50001|--samples: expected",
                "reproduce figure2 --samples many|'--samples'",
                "notebook --update|--update",
                "notebook 01-load-and-predict|--execute",
                "export-serving egnn_nbody|'DIR'",
                "export-serving unheard-of FOLDER/new|unheard-of",
                "export-serving egnn_nbody FOLDER|FOLDER: expected an empty folder or none",
                "publish FOLDER --as egnn_nbody|--into: expected the folder mlrepo",
                "publish FOLDER --as egnn_nbody --into FOLDER/missing|--into: expected the folder mlrepo",
            })
    void badInputIsToldInOneLineThatNamesIt(String command, String named) throws Exception {
        Files.writeString(folder.resolve("broken.npz"), "PK\3\4 and nothing more");
        String[] args = command.replace("FOLDER", folder.toString()).strip().split(" +");

        CommandRun run = CommandRun.of(command.isEmpty() ? new String[0] : args);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .contains(named.replace("FOLDER", folder.toString()));
        assertThat(run.exitCode()).isEqualTo(named.contains("--") ? 2 : run.exitCode());
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

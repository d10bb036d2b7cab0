/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import io.egnn.examples.benchmark.BenchmarkCommand;
import io.egnn.examples.command.ErrorLine;
import io.egnn.examples.command.OrderlyEnd;
import io.egnn.examples.demo.DemoCommand;
import io.egnn.examples.documentation.SnippetsCommand;
import io.egnn.examples.finetune.FineTuneNBodyCommand;
import io.egnn.examples.finetune.FineTuneQM9Command;
import io.egnn.examples.graphs.EvaluateGraphsCommand;
import io.egnn.examples.graphs.Figure3Command;
import io.egnn.examples.graphs.Figure5Command;
import io.egnn.examples.graphs.TrainGraphsCommand;
import io.egnn.examples.nbody.EvaluateNBodyCommand;
import io.egnn.examples.nbody.Figure2Command;
import io.egnn.examples.nbody.Table2Command;
import io.egnn.examples.nbody.TrainNBodyCommand;
import io.egnn.examples.notebook.NotebookCommand;
import io.egnn.examples.qm9.EnsembleCommand;
import io.egnn.examples.qm9.EvaluateQM9Command;
import io.egnn.examples.qm9.GeometryCommand;
import io.egnn.examples.qm9.PredictCommand;
import io.egnn.examples.qm9.Table3Command;
import io.egnn.examples.qm9.TrainQM9Command;
import io.egnn.examples.zoo.ExportServingCommand;
import io.egnn.examples.zoo.PublishCommand;
import io.egnn.examples.zoo.ZooCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line {@code ./egnn}. */
@Command(
        name = "egnn",
        description = "E(n)-equivariant graph neural networks for the JVM.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "egnn-djl 0.1.0",
        scope = ScopeType.INHERIT,
        subcommands = {
            DemoCommand.class,
            ZooCommand.class,
            Main.Train.class,
            Main.Evaluate.class,
            PredictCommand.class,
            Main.FineTune.class,
            EnsembleCommand.class,
            Main.Reproduce.class,
            BenchmarkCommand.class,
            NotebookCommand.class,
            ExportServingCommand.class,
            PublishCommand.class,
            SnippetsCommand.class
        },
        footer = {"", "Example: egnn demo", "Every command has --help."})
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the words after {@code egnn}
     */
    public static void main(String[] args) {
        // Digits and points of files, and of what programs read, are the same everywhere.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        PrintStream results = System.out;
        // Logs and progress bars, DJL's too, must not mix with a result that a program reads.
        System.setOut(System.err);
        // Programs read UTF-8, people what their terminal shows.
        boolean forPrograms = List.of(args).contains("--json") || List.of(args).contains("--csv");
        Charset charset = forPrograms ? StandardCharsets.UTF_8 : Charset.defaultCharset();
        PrintWriter out = new PrintWriter(results, true, charset);
        System.exit(OrderlyEnd.of(() -> commandLine().setOut(out).execute(args)));
    }

    /**
     * The command line, for instance to run commands within a process.
     *
     * @return prints results to its {@code getOut()} and everything else to its {@code getErr()}
     */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(ErrorLine::usage)
                .setExecutionStrategy(ErrorLine::execute)
                .setExecutionExceptionHandler(ErrorLine::failure)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(40);
    }

    @Command(
            name = "train",
            description = "Train a model.",
            synopsisSubcommandLabel = "DATA",
            subcommands = {
                TrainNBodyCommand.class,
                TrainGraphsCommand.class,
                TrainQM9Command.class
            },
            footer = {"", "Example: egnn train nbody --model egnn+ --seed 1 --out out/nbody"})
    static final class Train {}

    @Command(
            name = "evaluate",
            description = "Measure the error of a model.",
            synopsisSubcommandLabel = "DATA",
            subcommands = {
                EvaluateNBodyCommand.class,
                EvaluateGraphsCommand.class,
                EvaluateQM9Command.class
            },
            footer = {"", "Example: egnn evaluate nbody --json"})
    static final class Evaluate {}

    @Command(
            name = "finetune",
            description = "Adapt a pretrained model to data that it has never seen.",
            synopsisSubcommandLabel = "DATA",
            subcommands = {FineTuneNBodyCommand.class, FineTuneQM9Command.class},
            footer = {"", "Example: egnn finetune nbody"})
    static final class FineTune {}

    @Command(
            name = "reproduce",
            description = "Do the experiments of the paper again.",
            synopsisSubcommandLabel = "NAME",
            subcommands = {
                Table2Command.class,
                Figure2Command.class,
                Figure3Command.class,
                Figure5Command.class,
                Table3Command.class,
                GeometryCommand.class
            },
            footer = {"", "Example: egnn reproduce table2 --quick"})
    static final class Reproduce {}
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.graphs.Figure5Trainings.Part;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.ReproduceOptions;
import io.egnn.examples.reproduce.Reproduction;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.SeedsOption;
import io.egnn.examples.training.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn reproduce figure5}. */
@Command(
        name = Figure5Command.NAME,
        description = {
            "Train the graph autoencoders of the paper's figure 5 and measure them.",
            "Processes that run at the same time share the work; a last call collects everything."
        },
        footer = {
            "",
            "Examples: egnn reproduce figure5 --quick",
            "          egnn reproduce figure5 --part overfit --system egnn"
        })
public final class Figure5Command implements Callable<Integer> {

    static final String NAME = "figure5";

    @Option(
            names = "--part",
            paramLabel = "table|overfit|dimensions",
            description = "train only for this part; may be repeated (default: all)")
    private List<Part> parts = List.of(Part.values());

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description = "train only this one: gnn, noise_gnn, rf or egnn; may be repeated")
    private List<String> systems = List.of();

    @Mixin private ReproduceOptions options = new ReproduceOptions();
    @Mixin private SeedsOption seedsOption = new SeedsOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param rows as in {@code figure5.json}
     * @param overfit as in {@code figure5_overfit.json}
     * @param dimensions as in {@code figure5_dimensions.json}
     * @param missing what other processes are at; then there is nothing else
     */
    record Result(
            List<Figure5Row> rows,
            List<Figure5.Overfit> overfit,
            List<Figure5.Dimension> dimensions,
            List<String> missing) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        List<String> titles =
                Recipe.find(GraphRecipe.ALL, systems, GraphRecipe.ALL, "--system").stream()
                        .map(GraphRecipe::title)
                        .toList();
        Device where = device.get();
        Path runs = options.runs(NAME);
        ResultFiles files = options.prepare(NAME);
        Figure5Trainings trainings =
                Figure5Trainings.of(options.quick(), seedsOption.number(1, options), where, runs);
        List<PlannedTraining> wanted =
                parts.stream()
                        .<PlannedTraining>flatMap(part -> trainings.of(part).stream())
                        .distinct()
                        .filter(training -> titles.contains(training.system()))
                        .toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "--system: expected one that --part %s trains, got %s"
                            .formatted(parts, systems));
        }
        // Trainings of the table may be those of a sweep too; that asks for no row of the table.
        List<PlannedTraining> ofTable =
                parts.contains(Figure5Trainings.Part.TABLE) ? wanted : List.of();
        Reproduction work = new Reproduction(runs, files, output);
        List<String> missing = work.train(wanted);
        Figure5 figure =
                missing.isEmpty()
                        ? work.collect(
                                new Figure5Results(trainings, ofTable, files, where)::collect)
                        : new Figure5(List.of(), List.of(), List.of());
        output.result(
                new Result(figure.rows(), figure.overfit(), figure.dimensions(), missing),
                work.text(missing, figure::table));
        return 0;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.randomgraph.ErdosRenyiGenerator;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.ReproduceOptions;
import io.egnn.examples.reproduce.Reproduction;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.examples.training.Recipe;
import io.egnn.examples.training.SeededTraining;
import io.egnn.examples.training.TaskTraining;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final int QUICK_GRAPHS = 20;
    private static final int QUICK_EPOCHS = 2;
    private static final int OVERFIT_STEPS = 10_000;
    private static final int OVERFIT_EVALUATION = 200;
    private static final int OVERFIT_EMBEDDING = 16;
    private static final int[] EMBEDDINGS = {4, 6, 8, 12, 16};

    /** What the figure consists of. */
    enum Part {
        /** The table. */
        TABLE,
        /** F1 score by density, right. */
        OVERFIT,
        /** Errors by the length of the embedding. */
        DIMENSIONS
    }

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
        int seeds = options.seeds(1);
        Device where = device.get();
        Path runs = options.runs(NAME);
        ResultFiles files = options.prepare(NAME);
        List<PlannedTraining> asked = new ArrayList<>();
        List<SeededTraining<GraphTask>> table = new ArrayList<>();
        for (GraphVariant variant : GraphVariant.values()) {
            GraphSplit split = split(variant);
            for (GraphRecipe recipe : GraphRecipe.ALL) {
                table.add(trainings(recipe, split, seeds, where, runs));
            }
        }
        List<FullBatchTraining> overfit = overfit(where, runs);
        List<TaskTraining<GraphTask>> dimensions = dimensions(where, runs);
        for (Part part : parts) {
            asked.addAll(
                    switch (part) {
                        case TABLE -> table.stream().flatMap(r -> r.trainings().stream()).toList();
                        case OVERFIT -> overfit;
                        case DIMENSIONS -> dimensions;
                    });
        }
        List<PlannedTraining> wanted =
                asked.stream().distinct().filter(t -> titles.contains(t.system())).toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "--system: expected one that --part %s trains, got %s"
                            .formatted(parts, systems));
        }
        Reproduction work = new Reproduction(runs, files, output);
        List<String> missing = work.train(wanted);
        Figure5 figure =
                missing.isEmpty()
                        ? work.collect(() -> collect(table, overfit, dimensions, files, where))
                        : new Figure5(List.of(), List.of(), List.of());
        output.result(
                new Result(figure.rows(), figure.overfit(), figure.dimensions(), missing),
                work.text(missing, figure::table));
        return 0;
    }

    private static Figure5 collect(
            List<SeededTraining<GraphTask>> table,
            List<FullBatchTraining> overfit,
            List<TaskTraining<GraphTask>> dimensions,
            ResultFiles files,
            Device where)
            throws IOException, ModelException {
        ResultFiles overfitFiles = new ResultFiles(files.folder(), "figure5_overfit");
        ResultFiles dimensionFiles = new ResultFiles(files.folder(), "figure5_dimensions");
        Figure5 figure =
                new Figure5(
                                rows(table, files, where),
                                overfitResults(overfit),
                                dimensionResults(dimensions, where))
                        .withEarlier(files, overfitFiles, dimensionFiles);
        figure.write(files, overfitFiles, dimensionFiles);
        return figure;
    }

    private GraphSplit split(GraphVariant variant) {
        GraphSplit split = GraphSplit.standard(variant);
        return options.quick() ? split.few(QUICK_GRAPHS) : split;
    }

    private SeededTraining<GraphTask> trainings(
            GraphRecipe recipe, GraphSplit split, int seeds, Device where, Path runs) {
        GraphTask task =
                new GraphTask(
                        options.quick()
                                ? recipe.withSchedule(recipe.schedule().withEpochs(QUICK_EPOCHS))
                                : recipe,
                        split);
        String name =
                "%s_%s_n%d_seed"
                        .formatted(split.title(), recipe.name(), recipe.config().embedding());
        return SeededTraining.of(
                task, seeds, where, seed -> runs.resolve(name + seed), task::command);
    }

    private List<FullBatchTraining> overfit(Device where, Path runs) {
        List<FullBatchTraining> trainings = new ArrayList<>();
        for (GraphRecipe recipe :
                List.of(GraphRecipe.GNN, GraphRecipe.NOISE_GNN, GraphRecipe.EGNN)) {
            for (int tenths = 1; tenths <= 9; tenths++) {
                trainings.add(
                        new FullBatchTraining(
                                recipe.withEmbedding(OVERFIT_EMBEDDING),
                                "100 Erdos-Renyi graphs, p_e = 0." + tenths,
                                ErdosRenyiGenerator.overfit(tenths / 10.0).generate(),
                                options.quick() ? 2 : OVERFIT_STEPS,
                                options.quick() ? 1 : OVERFIT_EVALUATION,
                                1,
                                where,
                                runs.resolve("overfit_%s_0%d".formatted(recipe.name(), tenths))));
            }
        }
        return trainings;
    }

    private List<TaskTraining<GraphTask>> dimensions(Device where, Path runs) {
        GraphSplit split = split(GraphVariant.ERDOS_RENYI);
        List<TaskTraining<GraphTask>> trainings = new ArrayList<>();
        for (GraphRecipe recipe : List.of(GraphRecipe.NOISE_GNN, GraphRecipe.EGNN)) {
            for (int embedding : EMBEDDINGS) {
                trainings.addAll(
                        trainings(recipe.withEmbedding(embedding), split, 1, where, runs)
                                .trainings());
            }
        }
        return trainings;
    }

    /** Baseline and systems of both data sets, as far as all seeds have ended. */
    private static List<Figure5Row> rows(
            List<SeededTraining<GraphTask>> table, ResultFiles files, Device where)
            throws IOException, ModelException {
        List<Figure5Row> rows = new ArrayList<>();
        for (int k = 0; k < table.size(); k++) {
            if (k % GraphRecipe.ALL.size() == 0) {
                rows.add(baseline(table.get(k).task().data()));
            }
            if (table.get(k).hasEnded()) {
                rows.add(row(table.get(k), files, where));
            }
        }
        return rows;
    }

    private static Figure5Row baseline(GraphSplit data) {
        GraphMetrics metrics = GraphMetrics.ofNoEdges(data.standardTest());
        return new Figure5Row(
                Figure5Row.BASELINE,
                data.title(),
                null,
                metrics.errorPercent(),
                metrics.f1(),
                0,
                0,
                Figure5Row.paper(Figure5Row.BASELINE, data.title()),
                null);
    }

    private static Figure5Row row(SeededTraining<GraphTask> row, ResultFiles files, Device where)
            throws IOException, ModelException {
        List<TaskTraining<GraphTask>> trainings = row.trainings();
        double bce = 0;
        double error = 0;
        double f1 = 0;
        for (TaskTraining<GraphTask> training : trainings) {
            GraphMetrics metrics = measure(training, where);
            bce += metrics.bce() / trainings.size();
            error += metrics.errorPercent() / trainings.size();
            f1 += metrics.f1() / trainings.size();
        }
        GraphRecipe recipe = row.task().recipe();
        String data = row.task().data().title();
        Path model = files.folder().resolve("models").resolve(recipe.name() + "_" + data);
        ModelFolder.copy(row.best().folder(), model);
        return new Figure5Row(
                recipe.title(),
                data,
                bce,
                error,
                f1,
                trainings.size(),
                row.results().get(0).parameters(),
                Figure5Row.paper(recipe.title(), data),
                model.toString().replace('\\', '/'));
    }

    private static GraphMetrics measure(TaskTraining<GraphTask> training, Device where)
            throws IOException, ModelException {
        try (ZooModel<NDList, NDList> model =
                GraphModels.load(training.folder().toString(), where)) {
            return GraphMetrics.of(
                    GraphModels.network(model), training.task().data().standardTest(), where);
        }
    }

    private static List<Figure5.Overfit> overfitResults(List<FullBatchTraining> trainings)
            throws IOException {
        List<Figure5.Overfit> results = new ArrayList<>();
        for (int k = 0; k < trainings.size(); k++) {
            FullBatchTraining training = trainings.get(k);
            double p = (k % 9 + 1) / 10.0;
            result(training)
                    .map(r -> new Figure5.Overfit(training.system(), p, r.test(), r.updates()))
                    .ifPresent(results::add);
        }
        return results;
    }

    private static List<Figure5.Dimension> dimensionResults(
            List<TaskTraining<GraphTask>> trainings, Device where)
            throws IOException, ModelException {
        List<Figure5.Dimension> results = new ArrayList<>();
        for (TaskTraining<GraphTask> training : trainings) {
            if (result(training).isPresent()) {
                GraphMetrics metrics = measure(training, where);
                results.add(
                        new Figure5.Dimension(
                                training.system(),
                                training.task().recipe().config().embedding(),
                                metrics.bce(),
                                metrics.errorPercent(),
                                metrics.f1()));
            }
        }
        return results;
    }

    /** What came out, if it has ended with these settings. */
    private static Optional<TrainingResult> result(PlannedTraining training) throws IOException {
        return TrainingResult.in(training.folder()).filter(result -> result.isOf(training));
    }
}

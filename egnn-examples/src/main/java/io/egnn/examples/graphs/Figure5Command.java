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
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.TrainingQueue;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
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
            "          egnn reproduce figure5 --part table --part overfit"
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

    @Mixin private ReproduceOptions options = new ReproduceOptions();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param rows as in {@code figure5.json}
     * @param overfit as in {@code figure5_overfit.json}
     * @param dimensions as in {@code figure5_dimensions.json}
     */
    record Result(
            List<Figure5Row> rows,
            List<Figure5.Overfit> overfit,
            List<Figure5.Dimension> dimensions) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        int seeds = options.seeds(1);
        Device where = device.get();
        Path runs = options.runs(NAME);
        ResultFiles files = options.prepare(NAME);
        List<PlannedTraining> asked = new ArrayList<>();
        List<GraphTraining> table = new ArrayList<>();
        for (GraphVariant variant : GraphVariant.values()) {
            GraphSplit split = split(variant);
            for (GraphRecipe recipe : GraphRecipe.ALL) {
                table.addAll(trainings(recipe, split, seeds, where, runs));
            }
        }
        List<FullBatchTraining> overfit = overfit(where, runs);
        List<GraphTraining> dimensions = dimensions(where, runs);
        for (Part part : parts) {
            asked.addAll(
                    switch (part) {
                        case TABLE -> table;
                        case OVERFIT -> overfit;
                        case DIMENSIONS -> dimensions;
                    });
        }
        List<PlannedTraining> distinct = asked.stream().distinct().toList();
        new TrainingQueue(distinct, output::note).run();
        boolean ended = true;
        for (PlannedTraining training : distinct) {
            ended &= TrainingResult.of(training).isPresent();
        }
        Figure5 figure =
                new Figure5(
                        rows(table, seeds, files, where),
                        overfitResults(overfit),
                        dimensionResults(dimensions, where));
        String text = "Another process is at what is missing; run this again to collect all rows.";
        if (ended) {
            figure.write(
                    files,
                    new ResultFiles(files.folder(), "figure5_overfit"),
                    new ResultFiles(files.folder(), "figure5_dimensions"));
            text = figure.table() + "\nIn " + files.folder();
        }
        output.result(new Result(figure.rows(), figure.overfit(), figure.dimensions()), text);
        return 0;
    }

    private GraphSplit split(GraphVariant variant) {
        GraphSplit split = GraphSplit.standard(variant);
        return options.quick() ? split.few(QUICK_GRAPHS) : split;
    }

    private List<GraphTraining> trainings(
            GraphRecipe recipe, GraphSplit split, int seeds, Device where, Path runs) {
        GraphRecipe brief = options.quick() ? recipe.withEpochs(QUICK_EPOCHS) : recipe;
        return LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> training(brief, split, seed, where, runs))
                .toList();
    }

    private static GraphTraining training(
            GraphRecipe recipe, GraphSplit split, long seed, Device where, Path runs) {
        String name =
                "%s_%s_n%d_seed%d"
                        .formatted(split.title(), recipe.name(), recipe.config().embedding(), seed);
        return new GraphTraining(recipe, split, seed, where, runs.resolve(name));
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

    private List<GraphTraining> dimensions(Device where, Path runs) {
        GraphSplit split = split(GraphVariant.ERDOS_RENYI);
        List<GraphTraining> trainings = new ArrayList<>();
        for (GraphRecipe recipe : List.of(GraphRecipe.NOISE_GNN, GraphRecipe.EGNN)) {
            for (int embedding : EMBEDDINGS) {
                trainings.addAll(trainings(recipe.withEmbedding(embedding), split, 1, where, runs));
            }
        }
        return trainings;
    }

    /** Baseline and systems of both data sets, as far as all seeds have ended. */
    private List<Figure5Row> rows(
            List<GraphTraining> table, int seeds, ResultFiles files, Device where)
            throws IOException, ModelException {
        List<Figure5Row> rows = new ArrayList<>();
        for (int first = 0; first < table.size(); first += seeds) {
            List<GraphTraining> own = table.subList(first, first + seeds);
            GraphSplit data = own.get(0).data();
            if (first % (GraphRecipe.ALL.size() * seeds) == 0) {
                rows.add(baseline(data));
            }
            List<TrainingResult> results = new ArrayList<>();
            for (GraphTraining training : own) {
                result(training).ifPresent(results::add);
            }
            if (results.size() == seeds) {
                rows.add(row(own, results, files, where));
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

    private static Figure5Row row(
            List<GraphTraining> trainings,
            List<TrainingResult> results,
            ResultFiles files,
            Device where)
            throws IOException, ModelException {
        double bce = 0;
        double error = 0;
        double f1 = 0;
        for (GraphTraining training : trainings) {
            GraphMetrics metrics = measure(training, where);
            bce += metrics.bce() / trainings.size();
            error += metrics.errorPercent() / trainings.size();
            f1 += metrics.f1() / trainings.size();
        }
        TrainingResult best =
                results.stream()
                        .min(Comparator.comparingDouble(TrainingResult::validation))
                        .orElseThrow();
        GraphTraining kept = trainings.get(Math.toIntExact(best.seed() - 1));
        GraphRecipe recipe = kept.recipe();
        Path model =
                files.folder().resolve("models").resolve(recipe.name() + "_" + kept.data().title());
        ModelFolder.copy(kept.folder(), model);
        return new Figure5Row(
                recipe.title(),
                kept.data().title(),
                bce,
                error,
                f1,
                trainings.size(),
                best.parameters(),
                Figure5Row.paper(recipe.title(), kept.data().title()),
                model.toString().replace('\\', '/'));
    }

    private static GraphMetrics measure(GraphTraining training, Device where)
            throws IOException, ModelException {
        try (ZooModel<NDList, NDList> model =
                GraphModels.load(training.folder().toString(), where)) {
            return GraphMetrics.of(
                    GraphModels.network(model), training.data().standardTest(), where);
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
            List<GraphTraining> trainings, Device where) throws IOException, ModelException {
        List<Figure5.Dimension> results = new ArrayList<>();
        for (GraphTraining training : trainings) {
            if (result(training).isPresent()) {
                GraphMetrics metrics = measure(training, where);
                results.add(
                        new Figure5.Dimension(
                                training.system(),
                                training.recipe().config().embedding(),
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

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import io.egnn.datasets.randomgraph.ErdosRenyiGenerator;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.examples.training.SeededTraining;
import io.egnn.examples.training.TaskTraining;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is trained for the three parts of figure 5, and the figure made of those that have ended.
 *
 * @param table the systems on both data sets, a row after the other
 * @param overfit on 100 graphs, a system after the other, each with nine densities
 * @param dimensions with embeddings of several lengths
 * @param device where to compute
 */
record Figure5Trainings(
        List<SeededTraining<GraphTask>> table,
        List<FullBatchTraining> overfit,
        List<TaskTraining<GraphTask>> dimensions,
        Device device) {

    private static final int QUICK_GRAPHS = 20;
    private static final int QUICK_EPOCHS = 2;
    private static final float OVERFIT_RATE = 4e-3f;
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

    /**
     * All of them.
     *
     * @param quick whether they shall take less than a minute together
     * @param seeds trainings of every row of the table
     * @param device where to compute
     * @param runs takes the folders
     */
    static Figure5Trainings of(boolean quick, int seeds, Device device, Path runs) {
        return new Plan(quick, device, runs).all(seeds);
    }

    /** Those of one part. */
    List<? extends PlannedTraining> of(Part part) {
        return switch (part) {
            case TABLE -> SeededTraining.all(table);
            case OVERFIT -> overfit;
            case DIMENSIONS -> dimensions;
        };
    }

    /** The figure, written, of those that have ended and what earlier calls have trained. */
    Figure5 collect(ResultFiles files) throws IOException, ModelException {
        ResultFiles overfitFiles = new ResultFiles(files.folder(), "figure5_overfit");
        ResultFiles dimensionFiles = new ResultFiles(files.folder(), "figure5_dimensions");
        Figure5 figure =
                new Figure5(rows(files), overfitResults(), dimensionResults())
                        .withEarlier(files, overfitFiles, dimensionFiles);
        figure.write(files, overfitFiles, dimensionFiles);
        return figure;
    }

    /** Baseline and systems of both data sets, as far as all seeds have ended. */
    private List<Figure5Row> rows(ResultFiles files) throws IOException, ModelException {
        List<Figure5Row> rows = new ArrayList<>();
        for (int k = 0; k < table.size(); k++) {
            if (k % GraphRecipe.ALL.size() == 0) {
                rows.add(baseline(table.get(k).task().data()));
            }
            if (table.get(k).hasEnded()) {
                rows.add(row(table.get(k), files));
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

    private Figure5Row row(SeededTraining<GraphTask> row, ResultFiles files)
            throws IOException, ModelException {
        List<TaskTraining<GraphTask>> trainings = row.trainings();
        double bce = 0;
        double error = 0;
        double f1 = 0;
        for (TaskTraining<GraphTask> training : trainings) {
            GraphMetrics metrics = measure(training);
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

    private GraphMetrics measure(TaskTraining<GraphTask> training)
            throws IOException, ModelException {
        try (ZooModel<NDList, NDList> model =
                GraphModels.load(training.folder().toString(), device)) {
            return GraphMetrics.of(
                    GraphModels.network(model), training.task().data().standardTest(), device);
        }
    }

    private List<Figure5.Overfit> overfitResults() throws IOException {
        List<Figure5.Overfit> results = new ArrayList<>();
        for (int k = 0; k < overfit.size(); k++) {
            FullBatchTraining training = overfit.get(k);
            double p = (k % 9 + 1) / 10.0;
            result(training)
                    .map(r -> new Figure5.Overfit(training.system(), p, r.test(), r.updates()))
                    .ifPresent(results::add);
        }
        return results;
    }

    private List<Figure5.Dimension> dimensionResults() throws IOException, ModelException {
        List<Figure5.Dimension> results = new ArrayList<>();
        for (TaskTraining<GraphTask> training : dimensions) {
            if (result(training).isPresent()) {
                GraphMetrics metrics = measure(training);
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

    /** How long everything takes, where, and in which folders. */
    private record Plan(boolean quick, Device device, Path runs) {

        Figure5Trainings all(int seeds) {
            List<SeededTraining<GraphTask>> table = new ArrayList<>();
            for (GraphVariant variant : GraphVariant.values()) {
                for (GraphRecipe recipe : GraphRecipe.ALL) {
                    table.add(trainings(recipe, split(variant), seeds));
                }
            }
            return new Figure5Trainings(table, overfit(), dimensions(), device);
        }

        private GraphSplit split(GraphVariant variant) {
            GraphSplit split = GraphSplit.standard(variant);
            return quick ? split.few(QUICK_GRAPHS) : split;
        }

        private SeededTraining<GraphTask> trainings(
                GraphRecipe recipe, GraphSplit split, int seeds) {
            GraphTask task =
                    new GraphTask(
                            quick
                                    ? recipe.withSchedule(
                                            recipe.schedule().withEpochs(QUICK_EPOCHS))
                                    : recipe,
                            split);
            String name =
                    "%s_%s_n%d_seed"
                            .formatted(split.title(), recipe.name(), recipe.config().embedding());
            return SeededTraining.of(
                    task, seeds, device, seed -> runs.resolve(name + seed), task::command);
        }

        private List<FullBatchTraining> overfit() {
            int steps = quick ? 2 : OVERFIT_STEPS;
            int evaluateEvery = quick ? 1 : OVERFIT_EVALUATION;
            List<FullBatchTraining> trainings = new ArrayList<>();
            for (GraphRecipe recipe :
                    List.of(GraphRecipe.GNN, GraphRecipe.NOISE_GNN, GraphRecipe.EGNN)) {
                for (int tenths = 1; tenths <= 9; tenths++) {
                    trainings.add(
                            new FullBatchTraining(
                                    recipe.withEmbedding(OVERFIT_EMBEDDING)
                                            .byHeart(OVERFIT_RATE, steps, evaluateEvery),
                                    "100 Erdos-Renyi graphs, p_e = 0." + tenths,
                                    ErdosRenyiGenerator.overfit(tenths / 10.0).generate(),
                                    1,
                                    device,
                                    runs.resolve(
                                            "overfit_%s_0%d".formatted(recipe.name(), tenths))));
                }
            }
            return trainings;
        }

        private List<TaskTraining<GraphTask>> dimensions() {
            GraphSplit split = split(GraphVariant.ERDOS_RENYI);
            List<TaskTraining<GraphTask>> trainings = new ArrayList<>();
            for (GraphRecipe recipe : List.of(GraphRecipe.NOISE_GNN, GraphRecipe.EGNN)) {
                for (int embedding : EMBEDDINGS) {
                    trainings.addAll(
                            trainings(recipe.withEmbedding(embedding), split, 1).trainings());
                }
            }
            return trainings;
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import com.google.gson.reflect.TypeToken;
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
 * Makes figure 5 of those of its trainings that have ended.
 *
 * @param trainings all of them
 * @param ofTable those of the table that were asked for; its other rows stay as an earlier call has
 *     left them, which may have had more seeds
 * @param files where to write, and what earlier calls have written
 * @param device where to compute
 */
record Figure5Results(
        Figure5Trainings trainings,
        List<PlannedTraining> ofTable,
        ResultFiles files,
        Device device) {

    /** The figure, written, of those that have ended and what earlier calls have trained. */
    Figure5 collect() throws IOException, ModelException {
        ResultFiles overfitFiles = new ResultFiles(files.folder(), "figure5_overfit");
        ResultFiles dimensionFiles = new ResultFiles(files.folder(), "figure5_dimensions");
        Figure5 figure =
                new Figure5(rows(), overfit(), dimensions())
                        .withEarlier(files, overfitFiles, dimensionFiles);
        figure.write(files, overfitFiles, dimensionFiles);
        return figure;
    }

    /** Baseline and systems of both data sets, as far as all seeds have ended. */
    private List<Figure5Row> rows() throws IOException, ModelException {
        List<SeededTraining<GraphTask>> table = trainings.table();
        List<Figure5Row> rows = new ArrayList<>();
        for (GraphSplit data : table.stream().map(row -> row.task().data()).distinct().toList()) {
            rows.add(baseline(data));
        }
        for (SeededTraining<GraphTask> row :
                SeededTraining.toCollect(
                        table,
                        ofTable,
                        files.earlierKeys(new TypeToken<List<Figure5Row>>() {}, Figure5Row::key),
                        task -> Figure5Row.keyOf(task.data().title(), task.recipe().title()))) {
            rows.add(row(row));
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

    private Figure5Row row(SeededTraining<GraphTask> row) throws IOException, ModelException {
        List<TaskTraining<GraphTask>> seeds = row.trainings();
        double bce = 0;
        double error = 0;
        double f1 = 0;
        for (TaskTraining<GraphTask> training : seeds) {
            GraphMetrics metrics = measure(training);
            bce += metrics.bce() / seeds.size();
            error += metrics.errorPercent() / seeds.size();
            f1 += metrics.f1() / seeds.size();
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
                seeds.size(),
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

    private List<Figure5.Overfit> overfit() throws IOException {
        List<Figure5.Overfit> results = new ArrayList<>();
        for (Figure5Trainings.Overfit point : trainings.overfit()) {
            result(point.training())
                    .map(
                            r ->
                                    new Figure5.Overfit(
                                            point.training().system(),
                                            point.edgeProbability(),
                                            r.test(),
                                            r.updates()))
                    .ifPresent(results::add);
        }
        return results;
    }

    private List<Figure5.Dimension> dimensions() throws IOException, ModelException {
        List<Figure5.Dimension> results = new ArrayList<>();
        for (TaskTraining<GraphTask> training : trainings.dimensions()) {
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
}

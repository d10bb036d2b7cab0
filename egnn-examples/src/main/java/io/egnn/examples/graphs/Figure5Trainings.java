/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import io.egnn.datasets.randomgraph.ErdosRenyiGenerator;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.training.SeededTraining;
import io.egnn.examples.training.TaskTraining;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is trained for the three parts of figure 5.
 *
 * @param table the systems on both data sets, a row after the other
 * @param overfit on 100 graphs, a system after the other, each with nine densities
 * @param dimensions with embeddings of several lengths
 */
record Figure5Trainings(
        List<SeededTraining<GraphTask>> table,
        List<Overfit> overfit,
        List<TaskTraining<GraphTask>> dimensions) {

    private static final int QUICK_GRAPHS = 20;
    private static final int QUICK_EPOCHS = 2;
    private static final int OVERFIT_STEPS = 10_000;
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
     * One point of the overfit sweep.
     *
     * @param edgeProbability p_e
     * @param training the training on its graphs
     */
    record Overfit(double edgeProbability, OverfitTraining training) {}

    /**
     * All of them.
     *
     * @param quick whether they shall take a minute or two together
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
            case OVERFIT -> overfit.stream().map(Overfit::training).toList();
            case DIMENSIONS -> dimensions;
        };
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
            return new Figure5Trainings(table, overfit(), dimensions());
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

        private List<Overfit> overfit() {
            List<Overfit> points = new ArrayList<>();
            for (GraphRecipe recipe :
                    List.of(GraphRecipe.GNN, GraphRecipe.NOISE_GNN, GraphRecipe.EGNN)) {
                for (int tenths = 1; tenths <= 9; tenths++) {
                    points.add(new Overfit(tenths / 10.0, overfit(recipe, tenths)));
                }
            }
            return points;
        }

        private OverfitTraining overfit(GraphRecipe recipe, int tenths) {
            int steps = quick ? QUICK_EPOCHS : OVERFIT_STEPS;
            return new OverfitTraining(
                    recipe.withEmbedding(OVERFIT_EMBEDDING)
                            .withSchedule(recipe.schedule().stretchedTo(steps)),
                    "100 Erdos-Renyi graphs, p_e = 0." + tenths,
                    ErdosRenyiGenerator.overfit(tenths / 10.0).generate(),
                    1,
                    device,
                    runs.resolve("overfit_%s_0%d".formatted(recipe.name(), tenths)),
                    "./egnn reproduce figure5 --part overfit --system " + recipe.name());
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

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.reproduce.ReproduceOptions;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.zoo.GraphReconstruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.knowm.xchart.XYChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code egnn reproduce figure3}. */
@Command(
        name = Figure3Command.NAME,
        description =
                "Embed a cycle of four nodes in the plane: without noise its nodes cannot be told apart.",
        footer = {"", "Example: egnn reproduce figure3"})
public final class Figure3Command implements Callable<Integer> {

    static final String NAME = "figure3";

    private static final Adjacency CYCLE =
            new Adjacency.Builder(4).join(0, 1).join(1, 2).join(2, 3).join(3, 0).build();

    /**
     * Smaller than for many graphs: if all points of the only one have flown apart, there is none
     * whose gradient could bring them back.
     */
    private static final float LEARNING_RATE = 1e-3f;

    private static final int STEPS = 1_000;
    private static final int QUICK_STEPS = 20;

    @Mixin private ReproduceOptions options = new ReproduceOptions();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * One panel.
     *
     * @param system as the paper calls it
     * @param bce binary cross entropy of the edges, in nats
     * @param wrongPairs pairs of nodes that are read back wrongly, of six
     * @param points the embedding
     */
    @SuppressWarnings("ArrayRecordComponent") // written and forgotten
    record Panel(String system, double bce, int wrongPairs, double[][] points) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Device where = device.get();
        Path runs = options.runs(NAME);
        ResultFiles files = options.prepare(NAME);
        int steps = options.quick() ? QUICK_STEPS : STEPS;
        List<Panel> panels = new ArrayList<>();
        List<XYChart> charts = new ArrayList<>();
        charts.add(GraphPicture.circle("a cycle of four nodes", CYCLE));
        for (GraphRecipe recipe :
                List.of(GraphRecipe.GNN, GraphRecipe.NOISE_GNN, GraphRecipe.EGNN)) {
            Path folder = runs.resolve(recipe.name());
            Files.createDirectories(folder);
            new OverfitTraining(
                            recipe.withEmbedding(2)
                                    .withSchedule(
                                            recipe.schedule()
                                                    .withLearningRate(LEARNING_RATE)
                                                    .withEpochs(steps, steps / 20)),
                            "the cycle of four nodes",
                            new GraphCollection(List.of(CYCLE)),
                            1,
                            where,
                            folder,
                            "./egnn reproduce figure3")
                    .train(new ProgressBar());
            GraphReconstruction read = GraphModels.readBack(folder.toString(), CYCLE, 1, where);
            double[][] points = read.embedding().points();
            panels.add(new Panel(recipe.title(), read.bce(), read.wrongPairs(), points));
            charts.add(
                    GraphPicture.embedding(
                            String.format(
                                    Locale.ROOT,
                                    "%s: %d of 6 pairs wrong",
                                    recipe.title(),
                                    read.wrongPairs()),
                            CYCLE,
                            Adjacency.of(read.graph()),
                            points));
        }
        files.json(panels);
        Path picture = files.folder().resolve(NAME + ".png");
        GraphPicture.write(picture, charts);
        output.result(new Result(panels, picture.toString()), "The picture is in " + picture);
        return 0;
    }

    /**
     * What is printed with {@code --json}.
     *
     * @param panels as in {@code figure3.json}
     * @param picture the file
     */
    record Result(List<Panel> panels, String picture) {}
}

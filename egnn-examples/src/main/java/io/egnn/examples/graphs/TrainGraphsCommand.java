/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.MetricLines;
import io.egnn.examples.command.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn train graphs}. */
@Command(
        name = "graphs",
        description = "Train an autoencoder of graphs.",
        footer = {
            "",
            "Examples: egnn train graphs --dataset erdos_renyi --seed 1 --out out/graphs",
            "          egnn train graphs --dataset erdos_renyi --out out/graphs --resume",
            "          egnn train graphs --data graphs.g6 --epochs 50"
        })
public final class TrainGraphsCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "egnn|gnn|noise_gnn|rf",
            description = "the encoder (default: ${DEFAULT-VALUE})")
    private String model = GraphRecipe.EGNN.name();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "community_small or erdos_renyi (default: ${DEFAULT-VALUE})")
    private String dataset = GraphVariant.COMMUNITY_SMALL.title();

    @Option(
            names = "--data",
            paramLabel = "FILE.g6",
            description =
                    "graphs to use instead, one in graph6 per line, the last tenth for validation")
    private @Nullable Path data;

    @Option(
            names = "--epochs",
            paramLabel = "E",
            description = "passes over the graphs (default: those of the model's settings)")
    private @Nullable Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "of everything that is random (default: ${DEFAULT-VALUE})")
    private int seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the model, its log and learning curve (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("out", "graphs");

    @Option(names = "--resume", description = "go on where a training into --out was stopped")
    private boolean resume;

    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}; times in seconds.
     *
     * @param model the folder
     * @param samples the number of test graphs, 0 without a standard data set
     * @param bce binary cross entropy of the test graphs in nats per graph, single draws of noise;
     *     left out without a standard data set
     * @param errorPercent wrong entries of their adjacencies, in percent
     * @param f1 F1 score of predicted edges
     * @param validationBce binary cross entropy on the validation data
     * @param bestEpoch the number of epochs that the kept parameters were trained
     * @param epochs passes over the graphs
     * @param seconds time of training
     */
    record Result(
            String model,
            int samples,
            @Nullable Double bce,
            @Nullable Double errorPercent,
            @Nullable Double f1,
            double validationBce,
            int bestEpoch,
            int epochs,
            double seconds) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        GraphRecipe recipe = GraphRecipe.of(model);
        if (epochs != null) {
            if (epochs < 1) {
                throw new IllegalArgumentException("--epochs: expected at least 1, got " + epochs);
            }
            recipe = recipe.withEpochs(epochs);
        }
        GraphVariant standard = GraphVariant.of(dataset);
        Device where = device.get();
        Files.createDirectories(out);
        GraphSplit split = data == null ? GraphSplit.standard(standard) : GraphSplit.of(data);
        output.note(
                "Training %s on %d graphs of %s for %d epochs into %s"
                        .formatted(
                                recipe.title(),
                                split.training().size(),
                                split.title(),
                                recipe.epochs(),
                                out));
        GraphTraining.Result trained =
                new GraphTraining(recipe, split, seed, where, out).run(resume, new ProgressBar());
        output.result(result(split, trained), text(trained));
        return 0;
    }

    private Result result(GraphSplit split, GraphTraining.Result trained) {
        boolean tested = !split.tests().isEmpty();
        return new Result(
                out.toString(),
                tested ? split.tests().values().iterator().next().size() : 0,
                tested ? trained.metric("test_bce") : null,
                tested ? trained.metric("test_error") : null,
                tested ? trained.metric("test_f1") : null,
                trained.outcome().bestMetric(),
                trained.outcome().bestEpoch(),
                trained.outcome().log().size(),
                trained.seconds());
    }

    private String text(GraphTraining.Result trained) {
        return String.format(Locale.ROOT, "Trained in %.0f s%n", trained.seconds())
                + MetricLines.of(trained.card().metrics())
                + "The model is in "
                + out
                + ": egnn evaluate graphs --model "
                + out;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.command.OptionValue;
import io.egnn.examples.training.TrainOptions;
import io.egnn.examples.training.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Source source = new Source();

    @Mixin private TrainOptions options = new TrainOptions();

    /** What to train on: a standard data set or a file. */
    static final class Source {

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
    }

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
        recipe = recipe.withSchedule(options.schedule(recipe.schedule()));
        GraphVariant standard = OptionValue.read("--dataset", source.dataset, GraphVariant::of);
        Path out = options.prepare();
        Path data = source.data;
        GraphSplit split = data == null ? GraphSplit.standard(standard) : GraphSplit.of(data);
        TrainedModel trained = options.train(new GraphTask(recipe, split));
        boolean tested = !split.tests().isEmpty();
        Result result =
                new Result(
                        out.toString(),
                        tested ? split.standardTest().size() : 0,
                        tested ? trained.metric("test_bce") : null,
                        tested ? trained.metric("test_error") : null,
                        tested ? trained.metric("test_f1") : null,
                        trained.outcome().bestMetric(),
                        trained.outcome().bestEpoch(),
                        trained.outcome().log().size(),
                        trained.seconds());
        options.print(
                result,
                trained,
                data == null ? "--dataset " + standard.title() : TrainOptions.OTHER_DATA);
        return 0;
    }
}

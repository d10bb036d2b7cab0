/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.OptionValue;
import io.egnn.examples.command.Output;
import io.egnn.nn.autoencoder.GraphAutoencoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn evaluate graphs}. */
@Command(
        name = "graphs",
        description = "Measure how well an autoencoder reads graphs back.",
        footer = {
            "",
            "Examples: egnn evaluate graphs --dataset erdos_renyi",
            "          egnn evaluate graphs --model out/graphs --data graphs.g6 --draws 16 --json"
        })
public final class EvaluateGraphsCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "ARTIFACT[:VARIANT]|DIR",
            description =
                    "a model of the zoo or a trained folder (default: egnn_graph_autoencoder:DATASET)")
    private @Nullable String model;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Source source = new Source();

    @Option(
            names = "--draws",
            paramLabel = "K",
            description =
                    "of so many draws of noise the best one counts; 1 averages single draws"
                            + " (default: ${DEFAULT-VALUE})")
    private int draws = 1;

    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /** What to measure with: a standard data set or a file. */
    static final class Source {

        @Option(
                names = "--dataset",
                paramLabel = "NAME",
                description =
                        "the standard test set of community_small or erdos_renyi (default: ${DEFAULT-VALUE})")
        private String dataset = GraphVariant.COMMUNITY_SMALL.title();

        @Option(
                names = "--data",
                paramLabel = "FILE.g6",
                description = "graphs to use instead, one in graph6 per line")
        private @Nullable Path data;
    }

    /**
     * What is printed with {@code --json}.
     *
     * @param model the model as it was named
     * @param samples the number of graphs
     * @param bce binary cross entropy in nats per graph
     * @param errorPercent wrong entries of the adjacencies, in percent
     * @param f1 F1 score of predicted edges
     */
    record Result(String model, int samples, double bce, double errorPercent, double f1) {}

    @Override
    public Integer call() throws IOException, ModelException {
        if (draws < 1) {
            throw new IllegalArgumentException("--draws: expected at least 1, got " + draws);
        }
        GraphVariant standard = OptionValue.read("--dataset", source.dataset, GraphVariant::of);
        Path data = source.data;
        GraphCollection graphs =
                data == null ? standard.graphs(Usage.TEST) : GraphCollection.read(data);
        String name = model == null ? GraphModels.ARTIFACT + ":" + standard.title() : model;
        if (data != null && graphs.size() > 1) {
            GraphSplit.of(data, graphs).noteIfLearnedBy(name, "graphs", output);
        }
        Device where = device.get();
        try (ZooModel<NDList, NDList> loaded = GraphModels.load(name, where)) {
            GraphAutoencoder network = GraphModels.network(loaded);
            GraphMetrics metrics =
                    draws == 1
                            ? GraphMetrics.of(network, graphs, where)
                            : GraphMetrics.bestOf(draws, network, graphs, where);
            output.result(
                    new Result(
                            name,
                            graphs.size(),
                            metrics.bce(),
                            metrics.errorPercent(),
                            metrics.f1()),
                    String.format(
                            Locale.ROOT,
                            "%s on %d graphs, %s%n"
                                    + "  binary cross entropy %.4f ± %.4f nats per graph%n"
                                    + "  wrong entries        %.4f %%%n"
                                    + "  F1 score             %.5f",
                            name,
                            graphs.size(),
                            draws == 1
                                    ? "mean of " + GraphMetrics.AVERAGED_DRAWS + " draws of noise"
                                    : "best of " + draws + " draws of noise",
                            metrics.bce(),
                            metrics.bceError(),
                            metrics.errorPercent(),
                            metrics.f1()));
        }
        return 0;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.NBodyVariant;
import io.egnn.examples.command.OptionValue;
import io.egnn.examples.training.Recipe;
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

/** {@code egnn train nbody}. */
@Command(
        name = "nbody",
        description = "Train a model to predict the positions of charged particles.",
        footer = {
            "",
            "Examples: egnn train nbody --model egnn+ --seed 1 --out out/nbody",
            "          egnn train nbody --out out/nbody --resume",
            "          egnn train nbody --data trajectories.npz --epochs 50"
        })
public final class TrainNBodyCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "egnn|egnn+|gnn|rf|tfn|se3|linear",
            description =
                    "a system of the paper's table 2, with the settings for it; egnn+ is the zoo's"
                            + " (default: ${DEFAULT-VALUE})")
    private String model = NBodyRecipe.EGNN_PLUS.name();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Source source = new Source();

    @Mixin private TrainOptions options = new TrainOptions();

    /** What to train on: a standard data set or a file. */
    static final class Source {

        @Option(
                names = "--variant",
                paramLabel = "NAME",
                description =
                        "nbody_small, nbody_small_out_dist, nbody or nbody_clean (default: ${DEFAULT-VALUE})")
        private String variant = NBodyVariant.NBODY_SMALL.title();

        @Option(
                names = "--data",
                paramLabel = "FILE.npz",
                description =
                        "trajectories to use instead, the last tenth for validation: arrays positions,"
                                + " velocities and targets (S,N,n) and charges (S,N)")
        private @Nullable Path data;
    }

    /**
     * What is printed with {@code --json}; errors in squared length units, times in seconds.
     *
     * @param model the folder
     * @param samples the number of test trajectories, 0 without a standard data set
     * @param mse their error, left out without a standard data set
     * @param validationMse the error on the validation data
     * @param bestEpoch the number of epochs that the kept parameters were trained
     * @param epochs passes over the data
     * @param seconds time of training
     */
    record Result(
            String model,
            int samples,
            @Nullable Double mse,
            double validationMse,
            int bestEpoch,
            int epochs,
            double seconds) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        NBodyRecipe recipe = Recipe.find(NBodyRecipe.ALL, model, "--model");
        recipe = recipe.withSchedule(options.schedule(recipe.schedule()));
        NBodyVariant standard = OptionValue.read("--variant", source.variant, NBodyVariant::of);
        Path out = options.prepare();
        Path data = source.data;
        NBodySplit split = data == null ? NBodySplit.standard(standard) : NBodySplit.of(data);
        TrainedModel trained = options.train(new NBodyTask(recipe, split));
        NBodyTrajectories test = split.tests().get(NBodySplit.STANDARD_TEST);
        Result result =
                new Result(
                        out.toString(),
                        test == null ? 0 : test.size(),
                        test == null ? null : trained.metric("test_mse"),
                        trained.outcome().bestMetric(),
                        trained.outcome().bestEpoch(),
                        trained.outcome().log().size(),
                        trained.seconds());
        options.print(
                result,
                trained,
                data == null ? "--variant " + standard.title() : TrainOptions.OTHER_DATA);
        return 0;
    }
}

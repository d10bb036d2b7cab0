/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.NBodyVariant;
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

    @Option(
            names = "--epochs",
            paramLabel = "E",
            description = "passes over the data (default: those of the model's settings)")
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
    private Path out = Path.of("out", "nbody");

    @Option(names = "--resume", description = "go on where a training into --out was stopped")
    private boolean resume;

    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

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
        NBodyRecipe recipe = NBodyRecipe.of(model);
        if (epochs != null) {
            if (epochs < 1) {
                throw new IllegalArgumentException("--epochs: expected at least 1, got " + epochs);
            }
            recipe = recipe.withEpochs(epochs, recipe.evaluateEvery());
        }
        NBodyVariant standard = NBodyVariant.of(variant);
        Device where = device.get();
        Files.createDirectories(out);
        NBodySplit split = data == null ? NBodySplit.standard(standard) : NBodySplit.of(data);
        output.note(
                "Training %s on %d trajectories of %s for %d epochs into %s"
                        .formatted(
                                recipe.title(),
                                split.training().size(),
                                split.title(),
                                recipe.epochs(),
                                out));
        NBodyTraining.Result trained =
                new NBodyTraining(
                                recipe,
                                split,
                                seed,
                                where,
                                out,
                                NBodyTraining.command(recipe, split, seed))
                        .run(resume, new ProgressBar());
        output.result(result(split, trained), text(trained));
        return 0;
    }

    private Result result(NBodySplit split, NBodyTraining.Result trained) {
        NBodyTrajectories test = split.tests().get(NBodySplit.STANDARD_TEST);
        return new Result(
                out.toString(),
                test == null ? 0 : test.size(),
                test == null ? null : trained.card().metrics().get(0).value(),
                trained.outcome().bestMetric(),
                trained.outcome().bestEpoch(),
                trained.outcome().log().size(),
                trained.seconds());
    }

    private String text(NBodyTraining.Result trained) {
        return String.format(Locale.ROOT, "Trained in %.0f s%n", trained.seconds())
                + MetricLines.of(trained.card().metrics())
                + "The model is in "
                + out
                + ": egnn evaluate nbody --model "
                + out;
    }
}

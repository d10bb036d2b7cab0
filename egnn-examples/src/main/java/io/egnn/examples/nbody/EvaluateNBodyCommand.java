/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.LinearMotion;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.NBodyVariant;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.ModelOption;
import io.egnn.examples.command.OptionValue;
import io.egnn.examples.command.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn evaluate nbody}. */
@Command(
        name = "nbody",
        description = "Measure the error of predicted particle positions.",
        footer = {
            "",
            "Examples: egnn evaluate nbody",
            "          egnn evaluate nbody --variant nbody_clean",
            "          egnn evaluate nbody --model out/nbody --data trajectories.npz --json"
        })
public final class EvaluateNBodyCommand implements Callable<Integer> {

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Source source = new Source();

    @Mixin private ModelOption model = new ModelOption(NBodyModels.PRETRAINED);
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /** What to measure with: a standard data set or a file. */
    static final class Source {

        @Option(
                names = "--variant",
                paramLabel = "NAME",
                description =
                        "the test set of nbody_small, nbody_small_out_dist, nbody or nbody_clean"
                                + " (default: ${DEFAULT-VALUE})")
        private String variant = NBodyVariant.NBODY_SMALL.title();

        @Option(
                names = "--data",
                paramLabel = "FILE.npz",
                description =
                        "trajectories to use instead: arrays positions, velocities and targets (S,N,n)"
                                + " and charges (S,N)")
        private @Nullable Path data;
    }

    /**
     * What is printed with {@code --json}.
     *
     * @param model the model as it was named
     * @param samples the number of trajectories
     * @param mse mean squared error of the model, in squared length units
     * @param linearMse the same of x + v t, with t by least squares on the variant's training set,
     *     or on the trajectories of the file
     */
    record Result(String model, int samples, double mse, double linearMse) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        NBodyVariant variant = OptionValue.read("--variant", source.variant, NBodyVariant::of);
        Path data = source.data;
        try (ZooModel<ParticleSystem, ParticleSystem> loaded =
                        NBodyModels.load(model.name(), device.get());
                Predictor<ParticleSystem, ParticleSystem> predictor = loaded.newPredictor()) {
            NBodyTrajectories test =
                    data == null
                            ? variant.trajectories(Usage.TEST, new ProgressBar())
                            : NBodyTrajectories.read(data);
            if (data != null && test.size() > 1) {
                NBodySplit.of(data, test).noteIfLearnedBy(model.name(), "trajectories", output);
            }
            // Other data have other units, so their line is their own.
            LinearMotion line =
                    LinearMotion.fit(
                            data == null
                                    ? variant.trajectories(Usage.TRAIN, new ProgressBar())
                                    : test);
            Result result =
                    new Result(
                            model.name(),
                            test.size(),
                            NBodyModels.mse(predictor, test),
                            line.mse(test));
            output.result(
                    result,
                    String.format(
                            Locale.ROOT,
                            "%s on %d trajectories%n"
                                    + "  mean squared error             %.5f length units^2%n"
                                    + "  of the straight line x + %.2f v %.5f length units^2",
                            model.name(),
                            result.samples(),
                            result.mse(),
                            line.time(),
                            result.linearMse()));
        }
        return 0;
    }
}

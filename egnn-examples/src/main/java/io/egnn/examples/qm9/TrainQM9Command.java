/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.MetricLines;
import io.egnn.examples.command.Output;
import io.egnn.training.EpochRecord;
import io.egnn.zoo.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn train qm9}. */
@Command(
        name = "qm9",
        description = "Train a model to predict properties of molecules.",
        footer = {
            "",
            "Examples: egnn train qm9 --property all --data qm9_sample.xyz.gz --out out/qm9",
            "          egnn train qm9 --property homo --model schnet",
            "          egnn train qm9 --out out/qm9 --resume"
        })
public final class TrainQM9Command implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "egnn|schnet",
            description = "the network (default: ${DEFAULT-VALUE})")
    private String network = "egnn";

    @Option(
            names = "--property",
            paramLabel = "P|all",
            description =
                    "alpha, gap, homo, lumo, mu, Cv, G, H, r2, U, U0 or zpve with the network of section"
                            + " 5.3, or all with one network (default: ${DEFAULT-VALUE})")
    private String property = QM9Recipe.ALL;

    @Option(
            names = "--epochs",
            paramLabel = "E",
            description = "passes over the data (default: ${DEFAULT-VALUE})")
    private int epochs = 200;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "of everything that is random (default: ${DEFAULT-VALUE})")
    private int seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the model and its log (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("out", "qm9");

    @Option(names = "--resume", description = "go on where a training into --out was stopped")
    private boolean resume;

    @Mixin private MoleculeDataOption data = new MoleculeDataOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param model the folder
     * @param metrics errors with units
     * @param bestEpoch the number of epochs that the kept parameters were trained
     * @param epochs passes over the data
     * @param seconds time of training
     */
    record Result(
            String model,
            List<ModelCard.Metric> metrics,
            int bestEpoch,
            int epochs,
            double seconds) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        if (epochs < 1) {
            throw new IllegalArgumentException("--epochs: expected at least 1, got " + epochs);
        }
        QM9Recipe recipe = QM9Recipe.of(network, property, epochs);
        Device where = device.get();
        QM9Data molecules = QM9Data.read(data.get());
        Files.createDirectories(out);
        output.note(
                "Training %s for %s on %d molecules of %s for %d epochs into %s"
                        .formatted(
                                recipe.title(),
                                property,
                                molecules.training().size(),
                                molecules.title(),
                                epochs,
                                out));
        String command =
                "./egnn train qm9 --model %s --property %s --data %s --epochs %d --seed %d"
                        .formatted(network, property, molecules.title(), epochs, seed);
        QM9Training.Result trained =
                new QM9Training(recipe, molecules, seed, where, out, command)
                        .run(resume, new ProgressBar());
        double seconds = trained.outcome().log().stream().mapToDouble(EpochRecord::seconds).sum();
        output.result(
                new Result(
                        out.toString(),
                        trained.card().metrics(),
                        trained.outcome().bestEpoch(),
                        trained.outcome().log().size(),
                        seconds),
                String.format(Locale.ROOT, "Trained in %.0f s%n", seconds)
                        + MetricLines.of(trained.card().metrics())
                        + "The model is in "
                        + out);
        return 0;
    }
}

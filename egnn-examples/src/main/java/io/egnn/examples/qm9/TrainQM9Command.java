/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.examples.training.TrainOptions;
import io.egnn.examples.training.TrainedModel;
import io.egnn.zoo.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    @Mixin private MoleculeDataOption data = new MoleculeDataOption();
    @Mixin private TrainOptions options = new TrainOptions();

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
        QM9Recipe recipe = QM9Recipe.of(network, property);
        recipe = recipe.withSchedule(options.schedule(recipe.schedule()));
        Path out = options.prepare();
        TrainedModel trained = options.train(QM9Task.of(recipe, QM9Data.read(data.get())));
        Result result =
                new Result(
                        out.toString(),
                        trained.card().metrics(),
                        trained.outcome().bestEpoch(),
                        trained.outcome().log().size(),
                        trained.seconds());
        options.print(result, trained, data.words() + "--test");
        return 0;
    }
}

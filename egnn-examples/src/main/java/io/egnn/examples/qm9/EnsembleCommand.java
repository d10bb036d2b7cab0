/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.MetricLines;
import io.egnn.examples.command.Output;
import io.egnn.examples.command.ShellWord;
import io.egnn.examples.training.Commit;
import io.egnn.examples.training.InitialParameters;
import io.egnn.nn.MoleculeEgnnConfig;
import io.egnn.nn.MoleculeEnsemble;
import io.egnn.nn.MoleculeEnsembleConfig;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code egnn ensemble}. */
@Command(
        name = "ensemble",
        description = {
            "Make one model of several that predict all properties of molecules: their mean.",
            "They have to be trained on the same molecules, from other seeds or in other ways."
        },
        footer = {"", "Example: egnn ensemble egnn_qm9:all out/qm9 --out out/ensemble"})
public final class EnsembleCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MODEL",
            arity = "2..*",
            description = "models of the zoo or trained folders")
    private List<String> members = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the model (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("out", "ensemble");

    @Mixin private MoleculeDataOption data = new MoleculeDataOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param model the folder
     * @param metrics errors on the test molecules, with units
     */
    record Result(String model, List<ModelCard.Metric> metrics) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Device where = device.get();
        requireDifferent();
        QM9Task task = QM9Task.of(QM9Recipe.of("egnn", QM9Recipe.ALL), QM9Data.read(data.get()));
        ModelCard.Data molecules = task.data().cardEntry();
        List<ModelCard> cards = new ArrayList<>();
        for (String member : members) {
            // Labels are scaled as the molecules of the training say, so these have to be the same.
            cards.add(QM9Models.card(member, molecules.sha256()));
        }
        MoleculeEgnnConfig network = (MoleculeEgnnConfig) task.recipe().config();
        try (Model model = Model.newInstance(task.modelName(), where, "PyTorch")) {
            InitialParameters.draw(
                    model,
                    new MoleculeEnsembleConfig(network, members.size()),
                    task.validation(0, where),
                    0);
            MoleculeEnsemble ensemble = (MoleculeEnsemble) model.getBlock();
            for (int k = 0; k < members.size(); k++) {
                InitialParameters.take(ensemble.members().get(k), where, members.get(k));
            }
            ModelCard card =
                    task.saveMeasured(
                            out, model, where, tested -> card(task, molecules, cards, tested));
            output.result(
                    new Result(out.toString(), card.metrics()),
                    MetricLines.of(card.metrics())
                            + "The model is in %s: egnn evaluate qm9 --model %s %s--test"
                                    .formatted(out, ShellWord.of(out), data.words()));
        }
        return 0;
    }

    /** A member twice is no other network, and none must be what the ensemble replaces. */
    private void requireDifferent() throws IOException {
        Set<String> before = new HashSet<>();
        for (String member : members) {
            Optional<Path> folder = ModelFolder.of(member);
            if (folder.isPresent() && Files.exists(out) && Files.isSameFile(folder.get(), out)) {
                throw new IllegalArgumentException(
                        "--out: expected another folder than those of the members, got " + out);
            }
            String name =
                    folder.isPresent() ? folder.get().toRealPath().toString() : "zoo " + member;
            if (!before.add(name)) {
                throw new IllegalArgumentException(
                        "members: expected different models, got %s twice".formatted(member));
            }
        }
    }

    private ModelCard card(
            QM9Task task,
            ModelCard.Data molecules,
            List<ModelCard> cards,
            List<ModelCard.Metric> tested) {
        List<ModelCard.Training> trainings = cards.stream().map(ModelCard::training).toList();
        return new ModelCard(
                "The mean of %d networks. %s".formatted(cards.size(), task.description()),
                molecules,
                new ModelCard.Training(
                        "mean of "
                                + String.join(
                                        "; ",
                                        trainings.stream()
                                                .map(t -> t.command() + " at " + t.commit())
                                                .toList()),
                        trainings.get(0).seed(),
                        trainings.stream().mapToInt(ModelCard.Training::epochs).sum(),
                        Commit.current(),
                        "./egnn ensemble "
                                + String.join(" ", members.stream().map(ShellWord::of).toList())),
                tested);
    }
}

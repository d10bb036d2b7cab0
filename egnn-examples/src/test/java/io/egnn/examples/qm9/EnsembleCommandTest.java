/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.examples.CommandRun;
import io.egnn.nn.MoleculeEnsemble;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleCommandTest {

    private static final Molecule WATER =
            new Molecule(
                    "water",
                    new int[] {8, 1, 1},
                    new double[][] {{0, 0, 0}, {0.96, 0, 0}, {-0.24, 0.93, 0}});

    @TempDir private static Path folder;
    @TempDir private Path out;

    private static Path file;

    @BeforeAll
    static void train() throws Exception {
        file = InventedMolecules.write(folder.resolve("molecules.xyz"), 30);
        train("first", "--seed", "1");
        train("second", "--seed", "2");
        train("homo", "--property", "homo");
    }

    private static void train(String name, String option, String value) {
        CommandRun run =
                CommandRun.of(
                        "train",
                        "qm9",
                        "--data",
                        file.toString(),
                        "--epochs",
                        "1",
                        "--out",
                        model(name),
                        option,
                        value);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static String model(String name) {
        return folder.resolve(name).toString();
    }

    private CommandRun ensemble(Path data, String... members) {
        String[] arguments = {"ensemble", "--json", "--data", data.toString(), "--out"};
        String[] all = new String[arguments.length + 1 + members.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = out.toString();
        System.arraycopy(members, 0, all, arguments.length + 1, members.length);
        return CommandRun.of(all);
    }

    private static MoleculeProperties predict(String model) throws Exception {
        try (ZooModel<Molecule, MoleculeProperties> loaded = QM9Models.load(model, Device.cpu());
                Predictor<Molecule, MoleculeProperties> predictor = loaded.newPredictor()) {
            return predictor.predict(WATER);
        }
    }

    @Test
    void anEnsemblePredictsTheMean() throws Exception {
        CommandRun run = ensemble(file, model("first"), model("second"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().getAsJsonArray("metrics")).hasSize(12);
        MoleculeProperties first = predict(model("first"));
        MoleculeProperties second = predict(model("second"));
        MoleculeProperties mean = predict(out.toString());
        for (String property : new String[] {"alpha", "mu", "zpve", "U0"}) {
            double expected = (first.value(property) + second.value(property)) / 2;
            assertThat(mean.value(property))
                    .isCloseTo(expected, within(1e-5 * Math.abs(expected)))
                    .isNotEqualTo(first.value(property));
        }
        try (ZooModel<Molecule, MoleculeProperties> loaded =
                QM9Models.load(out.toString(), Device.cpu())) {
            assertThat(loaded.getBlock()).isInstanceOf(MoleculeEnsemble.class);
        }
        ModelCard card = ModelFolder.card(out);
        assertThat(card.description()).startsWith("The mean of 2 networks. Predicts [alpha, ");
        assertThat(card.training().epochs()).isEqualTo(2);
        assertThat(card.training().method())
                .contains("--epochs 1 --seed 1 at ", "--epochs 1 --seed 2 at ");
    }

    @Test
    void theCommandThatIsPrintedMeasuresTheEnsemble() throws Exception {
        CommandRun run =
                CommandRun.of(
                        "ensemble",
                        "--data",
                        file.toString(),
                        "--out",
                        out.toString(),
                        model("first"),
                        model("second"));

        CommandRun measured = run.next("--json");

        assertThat(measured.exitCode()).as(measured.err()).isZero();
        EvaluateQM9Command.Result result = measured.json(EvaluateQM9Command.Result.class);
        assertThat(result.model()).isEqualTo(out.toString());
        for (ModelCard.Metric metric : ModelFolder.card(out).metrics()) {
            String property = metric.name().replace("test_mae_", "");
            assertThat(result.mae().get(property))
                    .isCloseTo(metric.value(), within(1e-5 * metric.value()));
        }
    }

    @Test
    void noMemberIsReplacedOrCountedTwice() throws Exception {
        String first = model("first");
        String second = model("second");
        byte[] before = Files.readAllBytes(Path.of(first, "card.json"));

        CommandRun replacing =
                CommandRun.of("ensemble", "--data", file.toString(), "--out", first, first, second);
        CommandRun twice = ensemble(file, first, second, first + "/../first");

        assertThat(replacing.exitCode()).isEqualTo(2);
        assertThat(replacing.err())
                .contains("--out: expected another folder than those of the members, got " + first);
        assertThat(Files.readAllBytes(Path.of(first, "card.json"))).isEqualTo(before);
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("members: expected different models, got " + first);
    }

    @Test
    void membersAreOfOneKindAndSawTheSameMolecules() throws Exception {
        CommandRun property = ensemble(file, model("first"), model("homo"));
        assertThat(property.exitCode()).isNotZero();
        assertThat(property.err())
                .contains("model " + model("homo") + ": expected the network MoleculeEgnn");

        Path other = InventedMolecules.write(folder.resolve("other.xyz"), 31);
        CommandRun molecules = ensemble(other, model("first"), model("second"));
        assertThat(molecules.exitCode()).isNotZero();
        assertThat(molecules.err())
                .contains("model " + model("first") + ": expected one trained on the molecules");

        assertThat(out).isEmptyDirectory();
    }

    @Test
    void oneModelIsNoEnsemble() {
        CommandRun run = ensemble(file, model("first"));
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("(MODEL) requires at least 2 values");
    }
}

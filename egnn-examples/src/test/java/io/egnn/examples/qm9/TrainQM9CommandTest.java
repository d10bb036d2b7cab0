/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.CommandRun;
import io.egnn.nn.MoleculeEgnn;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainQM9CommandTest {

    @TempDir private static Path data;
    @TempDir private Path out;

    private static Path file;

    @BeforeAll
    static void makeData() throws Exception {
        file = InventedMolecules.write(data.resolve("molecules.xyz"), 30);
    }

    @Test
    void allPropertiesComeFromOneFolderThatPredicts() throws Exception {
        CommandRun run = train("--property", "all", "--epochs", "2", "--json");

        assertThat(run.err()).contains("Training EGNN for all on 24 molecules of molecules.xyz");
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().getAsJsonArray("metrics")).hasSize(13);
        assertThat(run.json().get("epochs").getAsInt()).isEqualTo(2);
        try (ZooModel<Molecule, MoleculeProperties> model =
                        QM9Models.load(out.toString(), Device.cpu());
                Predictor<Molecule, MoleculeProperties> predictor = model.newPredictor()) {
            assertThat(model.getBlock()).isInstanceOf(MoleculeEgnn.class);
            Molecule water =
                    new Molecule(
                            "water",
                            new int[] {8, 1, 1},
                            new double[][] {{0, 0, 0}, {0.96, 0, 0}, {-0.24, 0.93, 0}});
            MoleculeProperties answer = predictor.predict(water);
            assertThat(answer.name()).isEqualTo("water");
            assertThat(answer.properties())
                    .extracting(MoleculeProperties.Property::name)
                    .startsWith(
                            MoleculeTarget.QM9.stream()
                                    .map(MoleculeTarget::name)
                                    .toArray(String[]::new))
                    .endsWith("G_atomization", "H_atomization", "U_atomization", "U0_atomization");
            assertThat(answer.value("mu")).isNotNegative();
        }
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({"egnn, homo, meV", "schnet, mu, D"})
    void oneProperty(String network, String property, String unit) throws Exception {
        CommandRun run = train("--model", network, "--property", property, "--epochs", "1");

        assertThat(run.err()).doesNotContain("error");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("test_mae_" + property)
                .contains(unit)
                .contains("egnn evaluate qm9 --model %s --data %s --test".formatted(out, file));
        assertThat(ImageIO.read(out.resolve("learning_curve.png").toFile()).getWidth())
                .isEqualTo(900);
        ModelCard card = ModelFolder.card(out);
        assertThat(card.description()).contains("trained on 24 molecules");
        assertThat(card.training().command())
                .isEqualTo(
                        "./egnn train qm9 --model %s --property %s --data molecules.xyz --epochs 1 --seed 1"
                                .formatted(network, property));
    }

    @Test
    void anotherRunIsTheSameAndAFinishedOneIsNotTrainedAgain() throws Exception {
        String[] args = {"--property", "homo", "--epochs", "2"};
        assertThat(train(args).exitCode()).isZero();
        byte[] first = Files.readAllBytes(out.resolve("qm9-0000.params"));

        assertThat(train(concat(args, "--resume")).exitCode()).isZero();
        assertThat(Files.readAllBytes(out.resolve("qm9-0000.params"))).isEqualTo(first);

        assertThat(train(args).exitCode()).isZero();
        assertThat(Files.readAllBytes(out.resolve("qm9-0000.params"))).isEqualTo(first);
    }

    @Test
    void anUnfinishedTrainingIsNotOverwritten() throws Exception {
        Files.writeString(out.resolve("checkpoint.bin"), "half a training");
        CommandRun run = train("--property", "homo", "--epochs", "1");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("holds a training that has not ended");
    }

    private CommandRun train(String... args) {
        return CommandRun.of(
                concat(
                        new String[] {
                            "train", "qm9", "--data", file.toString(), "--out", out.toString()
                        },
                        args));
    }

    private static String[] concat(String[] first, String... second) {
        return Stream.of(Arrays.asList(first), Arrays.asList(second))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import com.google.gson.JsonObject;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.CommandRun;
import io.egnn.examples.Main;
import io.egnn.file.FolderLock;
import io.egnn.testing.JavaProcess;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainNBodyCommandTest {

    private static final String PARAMETERS = "nbody-0000.params";

    @TempDir private static Path data;
    @TempDir private Path out;

    private static Path file;
    private static NBodyTrajectories trajectories;

    @BeforeAll
    static void makeData() throws Exception {
        trajectories =
                NBodyGenerator.builder()
                        .optSeed(3)
                        .optSamples(30, 0, 0)
                        .build()
                        .generate(Usage.TRAIN, null);
        file = data.resolve("trajectories.npz");
        trajectories.write(file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void trainsAFolderThatPredicts(String model) throws Exception {
        CommandRun run = train("--model", model, "--epochs", "2", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject result = run.json();
        assertThat(result.keySet())
                .containsExactly(
                        "model", "samples", "validation_mse", "best_epoch", "epochs", "seconds");
        try (ZooModel<ParticleSystem, ParticleSystem> loaded =
                        NBodyModels.load(out.toString(), Device.cpu());
                Predictor<ParticleSystem, ParticleSystem> predictor = loaded.newPredictor()) {
            // The last tenth of the file is for validation.
            double sum = 0;
            for (int s = 27; s < 30; s++) {
                sum +=
                        NBodyModels.mse(
                                predictor.predict(trajectories.system(s)), trajectories.target(s));
            }
            assertThat(sum / 3)
                    .isCloseTo(result.get("validation_mse").getAsDouble(), withinPercentage(0.01));
        }
    }

    static Stream<String> trainsAFolderThatPredicts() {
        return NBodyRecipe.ALL.stream().map(NBodyRecipe::name);
    }

    @Test
    void leavesCardLogAndLearningCurve() throws Exception {
        CommandRun run = train("--model", "egnn", "--epochs", "2", "--seed", "7");

        assertThat(run.out()).contains("egnn evaluate nbody --model %s --data FILE".formatted(out));
        CommandRun measured =
                CommandRun.of(
                        "evaluate", "nbody", "--model", out.toString(), "--data", file.toString());
        assertThat(measured.exitCode()).as(measured.err()).isZero();
        assertThat(measured.err()).contains("note: the model was trained on these trajectories;");
        ModelCard card = ModelFolder.card(out);
        assertThat(card.data().title()).isEqualTo("trajectories.npz");
        assertThat(card.data().sha256()).isEqualTo(trajectories.first(27).sha256());
        assertThat(card.training().seed()).isEqualTo(7);
        assertThat(card.training().command())
                .isEqualTo(
                        "./egnn train nbody --model egnn --data trajectories.npz --epochs 2 --seed 7");
        assertThat(card.metrics())
                .singleElement()
                .extracting(ModelCard.Metric::name)
                .isEqualTo("validation_mse");
        assertThat(Files.readAllLines(out.resolve("log.csv"))).hasSize(3);
        assertThat(ImageIO.read(out.resolve("learning_curve.png").toFile()).getWidth())
                .isEqualTo(900);
    }

    @Test
    void theSameSeedGivesTheSameModelAndAnotherSeedAnother() throws Exception {
        byte[] first = trained("--seed", "1");
        byte[] again = trained("--seed", "1");
        byte[] other = trained("--seed", "2");

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aFolderThatAnotherTrainingIsAtIsLeftAlone() throws Exception {
        byte[] before = trained("--seed", "1");
        CommandRun run;
        try (FolderLock other = FolderLock.of(out)) {
            run = train("--model", "egnn", "--epochs", "2", "--seed", "2");
            assertThat(other).isNotNull();
        }
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err())
                .contains("--out: another training is at work in " + out)
                .doesNotContain("\tat ");
        assertThat(Files.readAllBytes(out.resolve(PARAMETERS))).isEqualTo(before);
    }

    @Test
    void goesOnFromATrainedModel() throws Exception {
        String first = out.resolve("first").toString();
        double begun = validation("--epochs", "1", "--out", first);
        validation("--epochs", "60", "--out", first);

        double gone =
                validation("--epochs", "1", "--from", first, "--out", out.resolve("b").toString());

        assertThat(gone).isLessThan(0.8 * begun);
        assertThat(ModelFolder.card(out.resolve("b")).training().command())
                .endsWith(" --epochs 1 --seed 1 --from " + first);
    }

    @Test
    void goesOnFromItsCheckpointWhenTheModelThatItBeganWithIsGone() throws Exception {
        Path model = out.resolve("first");
        validation("--epochs", "1", "--out", model.toString());
        byte[] uninterrupted = trained("--from", model.toString());
        Files.delete(out.resolve(PARAMETERS));
        Files.move(model, out.resolve("gone"));

        assertThat(trained("--from", model.toString(), "--resume")).isEqualTo(uninterrupted);
    }

    private double validation(String... options) {
        CommandRun run =
                CommandRun.of(
                        concat(
                                new String[] {
                                    "train", "nbody", "--data", file.toString(), "--json"
                                },
                                options));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json().get("validation_mse").getAsDouble();
    }

    @Test
    void doesNotGoOnFromAnotherNetwork() throws Exception {
        CommandRun run = train("--model", "gnn", "--epochs", "1", "--from", "egnn_nbody");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("model egnn_nbody: expected the network Gnn", "got Egnn");
        assertThat(out.resolve(PARAMETERS)).doesNotExist();
    }

    /** Mistakes that are found only once data and networks are there. */
    @ParameterizedTest
    @ValueSource(strings = {"--from unheard-of", "--model tfn --from egnn_nbody"})
    void aTrainingThatCannotBeginLeavesTheEarlierModelAlone(String options) throws Exception {
        byte[] earlier = trained("--epochs", "1");

        CommandRun run = train(concat(new String[] {"--epochs", "1"}, options.split(" ", -1)));

        assertThat(run.exitCode()).isNotZero();
        assertThat(Files.readAllBytes(out.resolve(PARAMETERS))).isEqualTo(earlier);
        assertThat(out.resolve("checkpoint.bin")).exists();
    }

    @Test
    void aTrainingMayGoOnFromWhatItReplaces() throws Exception {
        byte[] earlier = trained("--epochs", "1");

        CommandRun run = train("--epochs", "1", "--seed", "3", "--from", out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve(PARAMETERS))).isNotEqualTo(earlier);
    }

    @Test
    void aTrainingThatCouldNotEndIsNotOverwrittenButResumed() throws Exception {
        byte[] uninterrupted = trained();
        // A folder in the place of the picture: fails after the last checkpoint.
        Files.delete(out.resolve(PARAMETERS));
        Files.delete(out.resolve("checkpoint.bin"));
        Path obstacle = out.resolve("learning_curve.png");
        Files.delete(obstacle);
        Files.createDirectories(obstacle.resolve("in the way"));
        assertThat(train("--epochs", "2").exitCode()).isNotZero();
        assertThat(out.resolve(PARAMETERS)).doesNotExist();
        assertThat(train("--epochs", "2").err()).contains("--resume continues it");

        Files.delete(obstacle.resolve("in the way"));
        Files.delete(obstacle);
        CommandRun resumed = train("--epochs", "2", "--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve(PARAMETERS))).isEqualTo(uninterrupted);
    }

    @ParameterizedTest
    @CsvSource({"--model, egnn, egnn+", "--seed, 1, 2"})
    void aTrainingIsNotResumedWithOtherSettings(String option, String before, String now)
            throws Exception {
        trained(option, before);

        CommandRun run = train(option, now, "--epochs", "2", "--resume");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("it was written by a run with other settings");
    }

    /** In a process of its own, killed in the middle. */
    @Test
    @Tag("slow")
    void aKilledTrainingEndsAsIfItHadNeverStopped() throws Exception {
        byte[] uninterrupted = trained("--epochs", "40");
        Files.delete(out.resolve(PARAMETERS));
        Files.delete(out.resolve("checkpoint.bin"));
        Process process =
                JavaProcess.start(
                        Main.class,
                        data.resolve("errors.txt").toFile(),
                        List.of(),
                        "train",
                        "nbody",
                        "--data",
                        file.toString(),
                        "--epochs",
                        "40",
                        "--out",
                        out.toString());
        while (process.isAlive() && Files.notExists(out.resolve("checkpoint.bin"))) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        assertThat(out.resolve(PARAMETERS)).doesNotExist();

        CommandRun resumed = train("--epochs", "40", "--resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve(PARAMETERS))).isEqualTo(uninterrupted);
    }

    /** As by Ctrl-C: the native library must not be taken down while it computes. */
    @Test
    void aTerminatedTrainingSaysWhereItGoesOn() throws Exception {
        Path errors = data.resolve("errors.txt");
        Process process =
                JavaProcess.start(
                        Main.class,
                        errors.toFile(),
                        List.of(),
                        "train",
                        "nbody",
                        "--data",
                        file.toString(),
                        "--epochs",
                        "100000",
                        "--out",
                        out.toString());
        while (process.isAlive() && Files.notExists(out.resolve("checkpoint.bin"))) {
            Thread.onSpinWait();
        }
        process.destroy();

        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(errors)
                .content()
                .contains("error: interrupted in epoch ", "; resumed, it goes on from ")
                .doesNotContain("fatal error", "Exception");
        assertThat(out.resolve(PARAMETERS)).doesNotExist();
    }

    private byte[] trained(String... options) throws Exception {
        CommandRun run =
                List.of(options).contains("--epochs")
                        ? train(options)
                        : train(concat(options, "--epochs", "2"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Files.readAllBytes(out.resolve(PARAMETERS));
    }

    private CommandRun train(String... options) {
        return CommandRun.of(
                concat(
                        new String[] {
                            "train", "nbody", "--data", file.toString(), "--out", out.toString()
                        },
                        options));
    }

    private static String[] concat(String[] first, String... second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }
}

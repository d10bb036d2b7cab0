/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.egnn.datasets.nbody.ForceClamp;
import io.egnn.datasets.nbody.NBody;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.training.InitialParameters;
import io.egnn.testing.JavaProcess;
import io.egnn.testing.ResidentMemory;
import io.egnn.training.MeanSquaredError;
import io.egnn.training.TrainingRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NBodyMemoryTest {

    /** Samples of the resident size in a run. */
    private static final int SAMPLES = 100;

    @TempDir Path folder;

    @Test
    @Tag("slow")
    void aHundredThousandPredictionsDoNotGrowTheProcess() throws Exception {
        assertGrowsLittle(Predictions.class);
    }

    @Test
    @Tag("slow")
    void twoThousandTrainingStepsDoNotGrowTheProcess() throws Exception {
        assertGrowsLittle(Training.class);
    }

    /** From a tenth of the run to its end. */
    private void assertGrowsLittle(Class<?> program) throws IOException, InterruptedException {
        ResidentMemory.assumeTold();
        Path errors = folder.resolve("errors.txt");
        // The Java heap is resident from the start, and the second compiler, whose own memory comes
        // and goes by tens of megabytes, is off: what grows is native memory of the library.
        Process process =
                JavaProcess.start(
                        program,
                        errors.toFile(),
                        List.of(
                                "-Xms256m",
                                "-Xmx256m",
                                "-XX:+AlwaysPreTouch",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1"));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        long[] resident = output.lines().mapToLong(Long::parseLong).toArray();
        assertThat(resident).hasSize(SAMPLES);
        double growth = (double) resident[SAMPLES - 1] / resident[SAMPLES / 10 - 1] - 1;
        assertThat(growth).as("growth in kB: %s", output.replace('\n', ' ')).isLessThan(0.03);
    }

    private static NBodyTrajectories trajectories(int number) {
        return new NBodyGenerator(7, 5, 3, ForceClamp.BY_NORM, 10, 3, 8, number, 0, 0)
                .generate(Usage.TRAIN, null);
    }

    /** The zoo's model predicts, one system after the other. */
    static final class Predictions {

        private static final int NUMBER = 100_000;

        private Predictions() {}

        public static void main(String[] args) throws Exception {
            NBodyTrajectories systems = trajectories(100);
            try (ZooModel<ParticleSystem, ParticleSystem> model =
                            NBodyModels.load(NBodyModels.PRETRAINED, Device.cpu());
                    Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
                for (int i = 1; i <= NUMBER; i++) {
                    predictor.predict(systems.system(i % systems.size()));
                    if (i % (NUMBER / SAMPLES) == 0) {
                        System.out.println(ResidentMemory.kilobytes());
                    }
                }
            }
        }
    }

    /** The paper's model learns in batches of a hundred, 20 steps an epoch. */
    static final class Training {

        private Training() {}

        public static void main(String[] args) throws Exception {
            NBodyRecipe recipe = NBodyRecipe.EGNN;
            NBody data =
                    NBody.builder()
                            .optData(trajectories(2_000))
                            .optFeatures(recipe.features())
                            .setSampling(recipe.batchSize(), true, false)
                            .build();
            try (Model model = Model.newInstance("egnn", Device.cpu(), "PyTorch")) {
                InitialParameters.draw(model, recipe.config(), data::batches, 1);
                TrainingRun.builder()
                        .setModel(model)
                        .setLoss(new MeanSquaredError())
                        .setTraining(data::batches)
                        .setOptions(recipe.schedule().withEpochs(SAMPLES, SAMPLES).training(20, 1))
                        .addListeners(
                                new TrainingListenerAdapter() {
                                    @Override
                                    public void onEpoch(Trainer trainer) {
                                        System.out.println(ResidentMemory.kilobytes());
                                    }
                                })
                        .build()
                        .run();
            }
        }
    }
}

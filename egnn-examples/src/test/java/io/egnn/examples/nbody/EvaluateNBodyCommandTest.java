/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import com.google.gson.JsonObject;
import io.egnn.datasets.nbody.LinearMotion;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.CommandRun;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateNBodyCommandTest {

    @TempDir private Path folder;

    @Test
    void measuresSomebodysTrajectories() throws Exception {
        NBodyTrajectories trajectories =
                NBodyGenerator.builder()
                        .optSeed(11)
                        .optSamples(0, 0, 7)
                        .build()
                        .generate(Usage.TEST, null);
        Path file = folder.resolve("trajectories.npz");
        trajectories.write(file);

        CommandRun run = CommandRun.of("evaluate", "nbody", "--data", file.toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject result = run.json();
        assertThat(result.keySet()).containsExactly("model", "samples", "mse", "linear_mse");
        assertThat(result.get("model").getAsString()).isEqualTo("egnn_nbody");
        assertThat(result.get("samples").getAsInt()).isEqualTo(7);
        assertThat(result.get("mse").getAsDouble()).isCloseTo(mse(trajectories), within(1e-8));
        assertThat(result.get("linear_mse").getAsDouble())
                .isEqualTo(LinearMotion.fit(trajectories).mse(trajectories));
    }

    /** What the card says is what anybody measures. */
    @Test
    void theStandardTestSetGivesTheErrorOfTheCard() throws Exception {
        JsonObject result = CommandRun.of("evaluate", "nbody", "--json").json();

        ModelCard.Metric metric =
                ModelCatalog.shipped().entry("egnn_nbody").card().metrics().stream()
                        .filter(m -> m.samples().startsWith(NBodySplit.STANDARD_TEST))
                        .findFirst()
                        .orElseThrow();
        assertThat(result.get("samples").getAsInt()).isEqualTo(2000);
        assertThat(result.get("mse").getAsDouble()).isCloseTo(metric.value(), within(1e-6));
        assertThat(result.get("linear_mse").getAsDouble()).isCloseTo(0.0841, within(2e-4));
    }

    private static double mse(NBodyTrajectories trajectories) throws Exception {
        double sum = 0;
        int count = 0;
        try (ZooModel<ParticleSystem, ParticleSystem> model =
                        NBodyModels.load("egnn_nbody", Device.cpu());
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            for (int s = 0; s < trajectories.size(); s++) {
                double[][] predicted = predictor.predict(trajectories.system(s)).positions();
                double[][] target = trajectories.target(s);
                for (int i = 0; i < target.length; i++) {
                    for (int d = 0; d < target[i].length; d++) {
                        sum += Math.pow(predicted[i][d] - target[i][d], 2);
                        count++;
                    }
                }
            }
        }
        return sum / count;
    }
}

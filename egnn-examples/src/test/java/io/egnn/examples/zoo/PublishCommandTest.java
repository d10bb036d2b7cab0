/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.examples.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandTest {

    @TempDir private Path folder;

    @Test
    void aTrainedFolderGoesIntoTheTreeOfTheZoo() throws IOException {
        Path data = folder.resolve("data.npz");
        NBodyGenerator.builder()
                .optSamples(4, 0, 0)
                .build()
                .generate(Usage.TRAIN, null)
                .write(data);
        Path trained = folder.resolve("trained");
        CommandRun.of(
                "train",
                "nbody",
                "--data",
                data.toString(),
                "--epochs",
                "1",
                "--out",
                trained.toString());

        CommandRun run =
                CommandRun.of(
                        "publish",
                        trained.toString(),
                        "--as",
                        "egnn_nbody",
                        "--into",
                        folder.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("warning: trained by no commit");
        assertThat(folder.resolve("model/undefined/io/egnn/egnn_nbody/metadata.json"))
                .content()
                .contains("\"data.npz\"", "validation_mse");
    }
}

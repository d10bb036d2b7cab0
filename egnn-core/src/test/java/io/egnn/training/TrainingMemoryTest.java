/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import io.egnn.testing.JavaProcess;
import io.egnn.testing.ResidentMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingMemoryTest {

    private static final int EPOCHS = 200;
    private static final int UPDATES_PER_EPOCH = 100;
    private static final int BATCH_SIZE = 200;

    @TempDir Path folder;

    /**
     * In a process of its own, whose Java heap is resident from the start: the rest is native. A
     * tenth of 20,000 updates is about what the just-in-time compiler and the allocator take to
     * reach their size.
     */
    @Test
    @Tag("slow")
    void twentyThousandUpdatesDoNotGrowTheProcess() throws IOException, InterruptedException {
        ResidentMemory.assumeTold();
        Path errors = folder.resolve("errors.txt");
        Process process =
                JavaProcess.start(
                        Training.class,
                        errors.toFile(),
                        List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        long[] resident = output.lines().mapToLong(Long::parseLong).toArray();
        assertThat(resident).hasSize(EPOCHS);
        double growth = (double) resident[EPOCHS - 1] / resident[EPOCHS / 10 - 1] - 1;
        assertThat(growth).as("growth in kB: %s", output.replace('\n', ' ')).isLessThan(0.03);
    }

    /** Prints the resident size after every epoch. */
    static final class Training {

        private Training() {}

        public static void main(String[] args) throws IOException, TranslateException {
            BatchSource source = (manager, epoch) -> batches(manager, epoch, UPDATES_PER_EPOCH);
            try (Model model = SmallNet.model(1, 256, DataType.FLOAT32)) {
                TrainingRun.builder()
                        .setModel(model)
                        .setLoss(new MeanSquaredError())
                        .setTraining(source)
                        .setOptions(
                                TrainingOptions.of(
                                                EPOCHS,
                                                AdamOptions.adamW(0.01).withMaxGradientNorm(1),
                                                Tracker.fixed(1e-3f),
                                                1)
                                        .withAverage(0.99))
                        .optValidation((manager, epoch) -> batches(manager, -1, 10))
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

        private static Iterable<Batch> batches(NDManager manager, int epoch, int count) {
            return () -> stream(manager, epoch, count);
        }

        private static Iterator<Batch> stream(NDManager manager, int epoch, int count) {
            return IntStream.range(0, count)
                    .mapToObj(
                            step ->
                                    SmallNet.batch(
                                            manager.newSubManager(),
                                            DrawSeed.of(1, epoch, step),
                                            BATCH_SIZE,
                                            DataType.FLOAT32,
                                            0))
                    .iterator();
        }
    }
}

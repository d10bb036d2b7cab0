/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int EPOCHS = 20;
    private static final int BATCHES_PER_EPOCH = 100;
    private static final int BATCH_SIZE = 1000;

    @Test
    @Tag("slow")
    void twoThousandUpdatesDoNotGrowTheProcess() throws IOException, TranslateException {
        assumeTrue(Files.exists(STATUS), "resident size is read from " + STATUS);
        long[] resident = new long[EPOCHS];
        BatchSource source = (manager, epoch) -> batches(manager, epoch, BATCHES_PER_EPOCH);
        try (Model model = SmallNet.model(1, 256, DataType.FLOAT32)) {
            TrainingRun.builder()
                    .setModel(model)
                    .setLoss(Loss.l2Loss("mse", 1f))
                    .setTraining(source)
                    .setOptions(
                            TrainingOptions.of(
                                            EPOCHS,
                                            AdamOptions.adamW(0.01).withMaxGradientNorm(1),
                                            Tracker.fixed(1e-3f),
                                            1)
                                    .withAverage(0.99))
                    .optValidation(
                            (manager, epoch) -> {
                                // Called after every epoch.
                                return batches(manager, -1, 10);
                            })
                    .addListeners(
                            new ai.djl.training.listener.TrainingListenerAdapter() {
                                private int epoch;

                                @Override
                                public void onEpoch(ai.djl.training.Trainer trainer) {
                                    resident[epoch++] = residentBytes();
                                }
                            })
                    .build()
                    .run();
        }
        double growth = (double) resident[EPOCHS - 1] / resident[EPOCHS / 10 - 1] - 1;
        assertThat(growth)
                .as("growth from %s", java.util.Arrays.toString(resident))
                .isLessThan(0.03);
    }

    private static Iterable<Batch> batches(NDManager manager, int epoch, int count) {
        return () -> {
            Iterator<Integer> steps = IntStream.range(0, count).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return steps.hasNext();
                }

                @Override
                public Batch next() {
                    int step = steps.next();
                    return SmallNet.batch(
                            manager.newSubManager(),
                            DrawSeed.of(1, epoch, step),
                            BATCH_SIZE,
                            DataType.FLOAT32,
                            0);
                }
            };
        };
    }

    private static long residentBytes() {
        try {
            String line =
                    Files.readAllLines(STATUS).stream()
                            .filter(l -> l.startsWith("VmRSS:"))
                            .findFirst()
                            .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

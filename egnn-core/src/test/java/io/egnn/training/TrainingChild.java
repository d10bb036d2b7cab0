/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.TranslateException;
import io.egnn.file.AtomicFile;
import io.egnn.testing.JavaProcess;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small training in a process of its own, to be killed; its checkpoint is large so that writing
 * it takes a while.
 */
final class TrainingChild {

    static final String READY = "training";

    private static final int HIDDEN = 100_000;
    private static final int EPOCHS = 8;

    private TrainingChild() {}

    /**
     * Trains in the folder given, or goes on with what is there, and writes the final parameters.
     */
    public static void main(String[] args) throws IOException, TranslateException {
        Path folder = Path.of(args[0]);
        try (Model model = SmallNet.model(1, HIDDEN, DataType.FLOAT32)) {
            TrainingRun run =
                    TrainingRun.builder()
                            .setModel(model)
                            .setLoss(new MeanSquaredError())
                            .setTraining(SmallNet.source(2))
                            .setOptions(
                                    TrainingOptions.of(
                                                    EPOCHS,
                                                    AdamOptions.adamW(0.01).withMaxGradientNorm(1),
                                                    CosineSchedule.perUpdate(1e-3f, 5, 5 * EPOCHS),
                                                    3)
                                            .withAverage(0.9))
                            .optValidation(SmallNet.source(4))
                            .optCheckpoint(checkpoint(folder), 1)
                            .optResume(true)
                            .build();
            System.out.println(READY);
            run.run();
            AtomicFile.write(
                    result(folder),
                    out -> new BlockParameters(model.getBlock()).save(new DataOutputStream(out)));
        }
    }

    /** Starts this class in a new process and waits until it begins to train. */
    static Process start(Path folder) throws IOException {
        Path errors = folder.resolve("errors.txt");
        Process process =
                JavaProcess.start(
                        TrainingChild.class, errors.toFile(), List.of(), folder.toString());
        InputStream out = process.getInputStream();
        String line = new String(out.readNBytes(READY.length()), StandardCharsets.UTF_8);
        if (!line.equals(READY)) {
            throw new IOException("the child did not start: " + Files.readString(errors));
        }
        return process;
    }

    static Path checkpoint(Path folder) {
        return folder.resolve("run.ckpt");
    }

    static Path result(Path folder) {
        return folder.resolve("result.bin");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import com.google.gson.reflect.TypeToken;
import io.egnn.training.SettingsDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What came out of a training that has ended; the file {@value #FILE} in its folder.
 *
 * @param settings {@link PlannedTraining#settings()}
 * @param seed of everything that is random
 * @param validation the error by which the best epoch was chosen
 * @param test the error of that epoch on the test data
 * @param bestEpoch the number of epochs that the kept parameters were trained
 * @param epochs passes over the training data
 * @param updates updates of the parameters
 * @param parameters how many numbers were trained
 * @param seconds time of training
 */
public record TrainingResult(
        String settings,
        long seed,
        double validation,
        double test,
        int bestEpoch,
        int epochs,
        long updates,
        long parameters,
        double seconds) {

    private static final String FILE = "result.json";

    /**
     * Looks for the result of a training.
     *
     * @param training with these settings
     * @return nothing if it has not ended
     * @throws IOException naming the folder, if another training has ended there, or if the file
     *     cannot be read
     */
    public static Optional<TrainingResult> of(PlannedTraining training) throws IOException {
        Optional<TrainingResult> found = in(training.folder());
        if (found.isPresent() && !found.get().isOf(training)) {
            throw new IOException(
                    "%s holds a training with other settings, %s; another --runs leaves it alone"
                            .formatted(
                                    training.folder(),
                                    SettingsDifference.describe(
                                            found.get().settings, training.settings())));
        }
        return found;
    }

    /**
     * Looks for the result of any training.
     *
     * @param folder of the training
     * @return nothing if none has ended there
     * @throws IOException naming the file, if it cannot be read
     */
    public static Optional<TrainingResult> in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(ResultFiles.read(file, TypeToken.get(TrainingResult.class)))
                : Optional.empty();
    }

    /**
     * Whether the result is that of a training with the same settings.
     *
     * @param training the training
     * @return true if so
     */
    public boolean isOf(PlannedTraining training) {
        return training.settings().equals(settings);
    }

    void write(Path folder) throws IOException {
        ResultFiles.write(folder.resolve(FILE), this);
    }
}

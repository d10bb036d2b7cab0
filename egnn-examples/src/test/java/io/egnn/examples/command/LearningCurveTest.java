/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.training.EpochRecord;
import io.egnn.training.TrainingOutcome;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningCurveTest {

    @TempDir private Path folder;

    /** A logarithm of 0 there is not. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.25", "0, 0.25", "0.5, 0", "-1, 0.25", "0.5, NaN"})
    void everyErrorHasAPicture(double training, double validation) throws Exception {
        List<EpochRecord> log =
                List.of(
                        new EpochRecord(1, 10, 1e-3f, 1, 1, 1),
                        new EpochRecord(2, 20, 1e-3f, training, validation, 1));
        Path file = folder.resolve("curve.png");

        LearningCurve.write(file, "a model", "error", new TrainingOutcome(1, 1, 20, false, log));

        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(900);
    }
}

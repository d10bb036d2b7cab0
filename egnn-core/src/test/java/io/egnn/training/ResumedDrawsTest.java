/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random numbers that DJL and PyTorch draw during a training, before and after a kill. */
class ResumedDrawsTest {

    private static final int EPOCHS = 5;

    @TempDir Path folder;

    @Test
    void aShufflingDataSetAndDropoutAreResumedWithTheSameBits()
            throws IOException, TranslateException {
        double[] expected = train(EPOCHS + 1, false, 1);
        assertThatThrownBy(() -> train(3, false, 2)).hasMessage(PowerCut.MESSAGE);
        assertThat(train(EPOCHS + 1, true, 3)).containsExactly(expected);
    }

    /** Anything drawn before the training must not matter. */
    private double[] train(int powerCut, boolean resume, int drawsBefore)
            throws IOException, TranslateException {
        try (Model model = Model.newInstance("small", Device.cpu(), "PyTorch");
                NDManager data = NDManager.newBaseManager()) {
            model.setBlock(
                    new SequentialBlock()
                            .add(Linear.builder().setUnits(8).build())
                            .add(Dropout.builder().optRate(0.3f).build())
                            .add(Linear.builder().setUnits(1).build()));
            model.setDataType(DataType.FLOAT32);
            data.getEngine().setRandomSeed(8);
            model.getBlock()
                    .initialize(model.getNDManager(), DataType.FLOAT32, SmallNet.INPUT_SHAPE);
            Dataset dataset = EasyTrainFitTest.dataset(data, 5, 100);
            data.getEngine().setRandomSeed(drawsBefore);
            try (NDArray drawn = data.randomNormal(new Shape(drawsBefore))) {
                assertThat(drawn.size()).isEqualTo(drawsBefore);
            }
            TrainingRun.builder()
                    .setModel(model)
                    .setLoss(new MeanSquaredError())
                    .setTraining(PowerCut.after(powerCut, BatchSource.of(dataset)))
                    .setOptions(
                            TrainingOptions.of(EPOCHS, AdamOptions.adam(), Tracker.fixed(0.02f), 7))
                    .optCheckpoint(folder.resolve(resume || powerCut < EPOCHS ? "run" : "all"), 1)
                    .optResume(resume)
                    .build()
                    .run();
            return SmallNet.values(model.getBlock());
        }
    }
}

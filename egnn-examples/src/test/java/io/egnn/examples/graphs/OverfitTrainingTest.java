/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverfitTrainingTest {

    private static final int EPOCHS = 600;
    private static final int EVALUATE_EVERY = 20;

    private static final GraphCollection PATH_AND_TRIANGLE =
            new GraphCollection(
                    List.of(
                            new Adjacency.Builder(4).join(0, 1).join(1, 2).join(2, 3).build(),
                            new Adjacency.Builder(3).join(0, 1).join(1, 2).join(2, 0).build()));

    @TempDir private Path folder;

    @Test
    void endsWhenAllGraphsAreReadBackTwiceAndHasTheSameResultWhenCalledAgain()
            throws IOException, ModelException, TranslateException {
        TrainingResult result = train();
        TrainingResult again = train();

        assertThat(result.validation()).isZero();
        assertThat(result.updates())
                .isLessThan(EPOCHS)
                .isGreaterThanOrEqualTo(result.bestEpoch() + EVALUATE_EVERY);
        assertThat(result.test()).isGreaterThan(0.9);
        assertThat(again).as("the time of the whole training, too").isEqualTo(result);
        assertThat(ModelFolder.card(folder).training().command()).isEqualTo("a test");
    }

    private TrainingResult train() throws IOException, ModelException, TranslateException {
        return new OverfitTraining(
                        GraphRecipe.EGNN
                                .withEmbedding(4)
                                .withSchedule(
                                        GraphRecipe.EGNN
                                                .schedule()
                                                .withEpochs(EPOCHS, EVALUATE_EVERY)),
                        "a path and a triangle",
                        PATH_AND_TRIANGLE,
                        1,
                        Device.cpu(),
                        folder,
                        "a test")
                .train(new ProgressBar());
    }
}

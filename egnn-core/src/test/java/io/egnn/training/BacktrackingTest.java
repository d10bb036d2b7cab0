/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that are a thousand times too large in one batch, the last one of the 70th epoch. */
class BacktrackingTest {

    private static final int POISONED = 70;
    private static final int EPOCHS = 75;

    /** Update 320; the last state before the 350th that is kept is that of update 340. */
    private static final int KEPT = 64;

    private static final TrainingOptions OPTIONS =
            TrainingOptions.of(EPOCHS, AdamOptions.adam(), Tracker.fixed(0.02f), 3)
                    .withAverage(0.9);

    /** A state that can be kept. */
    private static final Resumable SOMETHING =
            new Resumable() {
                @Override
                public void save(DataOutputStream out) throws IOException {
                    out.writeInt(1);
                }

                @Override
                public void load(DataInputStream in) throws IOException {
                    in.readInt();
                }
            };

    @TempDir Path folder;

    /** Parameters after every epoch. */
    private static final class History extends TrainingListenerAdapter {
        private final List<double[]> values = new ArrayList<>();
        private long updates;

        @Override
        public void onEpoch(Trainer trainer) {
            values.add(SmallNet.values(trainer.getModel().getBlock()));
        }

        double[] after(int epoch) {
            return values.get(epoch - 1);
        }
    }

    @Test
    void atAJumpOfTheLossTheParametersGoBackToTheStateBeforeTheLastThatWasKept()
            throws IOException, TranslateException {
        History history = run(OPTIONS.withBacktracking(10), false, EPOCHS);
        assertThat(history.after(POISONED - 1)).isNotEqualTo(history.after(KEPT));
        assertThat(history.after(POISONED)).containsExactly(history.after(KEPT));
        assertThat(history.after(POISONED + 1)).isNotEqualTo(history.after(KEPT));
    }

    /** The schedule does not: it would not come to its end. */
    @Test
    void allUpdatesCount() throws IOException, TranslateException {
        assertThat(run(OPTIONS.withBacktracking(10), false, EPOCHS).updates)
                .isEqualTo((long) EPOCHS * SmallNet.BATCHES);
    }

    @Test
    void withoutItTheyStay() throws IOException, TranslateException {
        History history = run(OPTIONS, false, EPOCHS);
        for (int epoch = 1; epoch < POISONED; epoch++) {
            assertThat(history.after(POISONED)).isNotEqualTo(history.after(epoch));
        }
    }

    @Test
    void whereItGoesBackToIsInTheCheckpoint() throws IOException, TranslateException {
        TrainingOptions options = OPTIONS.withBacktracking(10);
        double[] expected = run(options, false, EPOCHS).after(EPOCHS);
        // Between the state that is kept and the jump.
        assertThatThrownBy(() -> run(options, false, 65)).hasMessage(PowerCut.MESSAGE);
        History resumed = run(options, true, EPOCHS);
        assertThat(resumed.values).hasSize(EPOCHS - 65);
        assertThat(resumed.values.get(resumed.values.size() - 1)).containsExactly(expected);
    }

    /** It would stay where it is for ever. */
    @Test
    void aTrainingThatJumpsAgainAndAgainEndsWithAnError() throws IOException {
        Backtracking backtracking = new Backtracking(3, List.of(SOMETHING));
        for (int update = 0; update < 40; update++) {
            backtracking.follow(1);
        }
        for (int jump = 1; jump < 20; jump++) {
            backtracking.follow(5);
            backtracking.follow(1);
        }

        assertThatThrownBy(() -> backtracking.follow(5))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage(
                        "backtracking: the training loss has jumped 20 times in less than 20 updates"
                                + " each, the last time to 5.0 from the usual 1.0");
    }

    @Test
    void jumpsWithProgressInBetweenAreNoError() throws IOException {
        Backtracking backtracking = new Backtracking(3, List.of(SOMETHING));
        for (int update = 0; update < 2000; update++) {
            backtracking.follow(update % 40 == 39 ? 5 : 1);
        }
    }

    @Test
    void aNegativeLossIsRefused() {
        Backtracking backtracking = new Backtracking(3, List.of(SOMETHING));
        assertThatThrownBy(
                        () -> {
                            for (int update = 0; update < 60; update++) {
                                backtracking.follow(-0.5);
                            }
                        })
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage("backtracking: expected a positive training loss, it is usually -0.5");
    }

    @Test
    void aFactorThatEveryLossReachesIsRefused() {
        assertThatThrownBy(() -> OPTIONS.withBacktracking(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 1, got 1.0");
    }

    private History run(TrainingOptions options, boolean resume, int powerCut)
            throws IOException, TranslateException {
        History history = new History();
        try (Model model = SmallNet.model(4)) {
            TrainingRun run =
                    TrainingRun.builder()
                            .setModel(model)
                            .setLoss(new MeanSquaredError())
                            .setTraining(PowerCut.after(powerCut, BacktrackingTest::poisoned))
                            .setOptions(options)
                            .optCheckpoint(folder.resolve("run.ckpt"), 1)
                            .optResume(resume)
                            .addListeners(history)
                            .build();
            history.updates = run.run().updates();
        }
        return history;
    }

    private static Iterable<Batch> poisoned(NDManager manager, int epoch)
            throws IOException, TranslateException {
        Iterable<Batch> batches = SmallNet.source(3).epoch(manager, epoch);
        if (epoch == POISONED - 1) {
            Batch last = null;
            for (Batch batch : batches) {
                last = batch;
            }
            Objects.requireNonNull(last).getLabels().head().muli(1000);
        }
        return batches;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.dataset.Batch;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRunTest {

    private static final int EPOCHS = 6;
    private static final TrainingOptions OPTIONS =
            TrainingOptions.of(
                    EPOCHS,
                    AdamOptions.adamW(0.01).withMaxGradientNorm(1),
                    CosineSchedule.perUpdate(0.02f, 5, EPOCHS * SmallNet.BATCHES),
                    11);

    @TempDir Path folder;

    @Test
    void itLearnsAndKeepsTheBestEpoch() throws IOException, TranslateException {
        TrainingOptions options =
                TrainingOptions.of(40, AdamOptions.adam(), Tracker.fixed(0.02f), 1);
        try (Model model = SmallNet.model(1)) {
            TrainingOutcome outcome =
                    run(model, options).optValidation(SmallNet.source(5)).build().run();

            assertThat(outcome.log()).hasSize(40);
            assertThat(outcome.updates()).isEqualTo(40L * SmallNet.BATCHES);
            assertThat(outcome.stoppedEarly()).isFalse();
            double smallest =
                    outcome.log().stream().mapToDouble(EpochRecord::validation).min().orElseThrow();
            assertThat(outcome.bestMetric()).isEqualTo(smallest);
            assertThat(outcome.log().get(outcome.bestEpoch() - 1).validation()).isEqualTo(smallest);
            assertThat(smallest).isLessThan(outcome.log().get(0).validation() / 3);
            assertThat(validate(model)).isEqualTo(smallest);
        }
    }

    @Test
    void anInterruptEndsTheTrainingBeforeTheNextBatch() throws IOException, TranslateException {
        Path checkpoint = folder.resolve("run.ckpt");
        BatchSource interrupting =
                (manager, epoch) -> {
                    if (epoch == 2) {
                        Thread.currentThread().interrupt();
                    }
                    return SmallNet.source(3).epoch(manager, epoch);
                };
        try (Model model = SmallNet.model(2)) {
            assertThatThrownBy(() -> configured(model, OPTIONS, false, interrupting).build().run())
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted in epoch 3");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        try (Model model = SmallNet.model(2)) {
            assertThatThrownBy(
                            () ->
                                    configured(model, OPTIONS, false, interrupting)
                                            .optCheckpoint(checkpoint, 1)
                                            .build()
                                            .run())
                    .hasMessage("interrupted in epoch 3; resumed, it goes on from " + checkpoint);
        }
        double[] expected;
        try (Model model = SmallNet.model(2)) {
            configured(model, OPTIONS, false, SmallNet.source(3)).build().run();
            expected = SmallNet.values(model.getBlock());
        }
        try (Model model = SmallNet.model(77)) {
            configured(model, OPTIONS, false, SmallNet.source(3))
                    .optCheckpoint(checkpoint, 1)
                    .optResume(true)
                    .build()
                    .run();
            assertThat(SmallNet.values(model.getBlock())).containsExactly(expected);
        }
    }

    @ParameterizedTest(name = "average {0}, validation {1}, stopped after {2} epochs")
    @CsvSource({"0, false, 3", "0.9, false, 2", "0.9, true, 4", "0, true, 5", "0.9, true, 1"})
    void aResumedRunEndsWithTheSameBits(double decay, boolean validated, int stopAfter)
            throws IOException, TranslateException {
        TrainingOptions options = decay > 0 ? OPTIONS.withAverage(decay) : OPTIONS;
        Path checkpoint = folder.resolve("run.ckpt");
        TrainingOutcome straight;
        double[] expected;
        try (Model model = SmallNet.model(2)) {
            straight = configured(model, options, validated, SmallNet.source(3)).build().run();
            expected = SmallNet.values(model.getBlock());
        }
        try (Model model = SmallNet.model(2)) {
            BatchSource broken = PowerCut.after(stopAfter, SmallNet.source(3));
            assertThatThrownBy(
                            () ->
                                    configured(model, options, validated, broken)
                                            .optCheckpoint(checkpoint, 1)
                                            .build()
                                            .run())
                    .hasMessage(PowerCut.MESSAGE);
        }
        // Other initial values: everything has to come from the checkpoint.
        try (Model model = SmallNet.model(77)) {
            TrainingOutcome resumed =
                    configured(model, options, validated, SmallNet.source(3))
                            .optCheckpoint(checkpoint, 1)
                            .optResume(true)
                            .build()
                            .run();
            assertThat(SmallNet.values(model.getBlock())).containsExactly(expected);
            assertThat(untimed(resumed)).isEqualTo(untimed(straight));
            assertThat(resumed.bestEpoch()).isEqualTo(straight.bestEpoch());
        }
        // A finished run resumes to its end at once.
        try (Model model = SmallNet.model(78)) {
            configured(model, options, validated, (m, e) -> List.of())
                    .optCheckpoint(checkpoint, 1)
                    .optResume(true)
                    .build()
                    .run();
            assertThat(SmallNet.values(model.getBlock())).containsExactly(expected);
        }
    }

    @Test
    void withoutResumeACheckpointIsOverwritten() throws IOException, TranslateException {
        Path checkpoint = folder.resolve("run.ckpt");
        double[] first = finish(SmallNet.model(2), checkpoint, false);
        double[] again = finish(SmallNet.model(2), checkpoint, false);
        assertThat(again).containsExactly(first);
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefused() throws IOException, TranslateException {
        Path checkpoint = folder.resolve("run.ckpt");
        finish(SmallNet.model(2), checkpoint, false);
        byte[] before = Files.readAllBytes(checkpoint);
        try (Model model = SmallNet.model(2)) {
            TrainingRun other =
                    run(model, OPTIONS.withAverage(0.5))
                            .optCheckpoint(checkpoint, 1)
                            .optResume(true)
                            .build();
            assertThatThrownBy(other::run)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(checkpoint.toString());
            TrainingRun described =
                    run(model, OPTIONS)
                            .optDescription("other data")
                            .optCheckpoint(checkpoint, 1)
                            .optResume(true)
                            .build();
            assertThatThrownBy(described::run)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("other settings")
                    .hasMessageContaining("other data");
        }
        assertThat(Files.readAllBytes(checkpoint)).isEqualTo(before);
    }

    @Test
    void patienceEndsTheRunAndItsResumption() throws IOException, TranslateException {
        TrainingOptions options =
                TrainingOptions.of(50, AdamOptions.adam(), Tracker.fixed(5f), 1).withPatience(3);
        Path checkpoint = folder.resolve("run.ckpt");
        for (boolean resume : new boolean[] {false, true}) {
            try (Model model = SmallNet.model(3)) {
                TrainingOutcome outcome =
                        run(model, options)
                                .optValidation(SmallNet.source(5))
                                .optCheckpoint(checkpoint, 10)
                                .optResume(resume)
                                .build()
                                .run();
                assertThat(outcome.stoppedEarly()).isTrue();
                assertThat(outcome.log()).hasSize(outcome.bestEpoch() + 3);
            }
        }
    }

    /** A patience shorter than the interval, and one that is not a multiple of it. */
    @ParameterizedTest(name = "patience {0}, stopped after {1} epochs")
    @CsvSource({"5, 20", "15, 30", "20, 30"})
    void onlyAValidationFindsThePatienceExhausted(int patience, int epochs)
            throws IOException, TranslateException {
        TrainingOptions options =
                TrainingOptions.of(50, AdamOptions.adam(), Tracker.fixed(1e-3f), 1)
                        .withEvaluateEvery(10)
                        .withPatience(patience);
        try (Model model = SmallNet.model(3)) {
            int[] asked = {0};
            TrainingOutcome outcome =
                    run(model, options)
                            .optValidation(
                                    (manager, epoch) -> List.of(oneBatch(manager)),
                                    (batch, predictions) -> new WeightedMean(asked[0]++, 1))
                            .build()
                            .run();
            assertThat(outcome.bestEpoch()).isEqualTo(10);
            assertThat(outcome.log()).hasSize(epochs);
        }
    }

    @Test
    void twoValidationsInARowAtTheTargetEndTheRunAndItsResumption()
            throws IOException, TranslateException {
        // The fourth and the sixth validation reach the target, but not the one between them.
        double[] metrics = {0.9, 0.5, 0.4, 0.2, 0.3, 0.2, 0.1, 0.0};
        TrainingOptions options =
                TrainingOptions.of(50, AdamOptions.adam(), Tracker.fixed(1e-3f), 1)
                        .withEvaluateEvery(2)
                        .withTarget(0.2);
        Path checkpoint = folder.resolve("run.ckpt");
        for (boolean resume : new boolean[] {false, true}) {
            try (Model model = SmallNet.model(3)) {
                int[] asked = {0};
                TrainingOutcome outcome =
                        run(model, options)
                                .optValidation(
                                        (manager, epoch) -> List.of(oneBatch(manager)),
                                        (batch, predictions) ->
                                                new WeightedMean(metrics[asked[0]++], 1))
                                .optCheckpoint(checkpoint, 50)
                                .optResume(resume)
                                .build()
                                .run();
                assertThat(outcome.stoppedEarly()).isTrue();
                assertThat(outcome.log()).hasSize(14);
                assertThat(asked[0]).isEqualTo(resume ? 0 : 7);
            }
        }
    }

    @Test
    void theLogIsWrittenAsCsvAndJsonLinesWithoutTheLinesAfterTheCheckpoint()
            throws IOException, TranslateException {
        Path base = folder.resolve("log");
        Path csv = folder.resolve("log.csv");
        Files.writeString(csv, "rubbish of an earlier run\n");
        try (Model model = SmallNet.model(4)) {
            TrainingOutcome outcome =
                    run(model, OPTIONS.withEvaluateEvery(4))
                            .optValidation(SmallNet.source(5))
                            .optLog(base)
                            .build()
                            .run();
            List<String> lines = Files.readAllLines(csv);
            assertThat(lines).hasSize(1 + EPOCHS);
            assertThat(lines.get(0))
                    .isEqualTo("epoch,update,learning_rate,train_loss,validation,seconds");
            EpochRecord fourth = outcome.log().get(3);
            assertThat(lines.get(4))
                    .startsWith(
                            "4,20,"
                                    + fourth.learningRate()
                                    + ","
                                    + fourth.trainLoss()
                                    + ","
                                    + fourth.validation());
            assertThat(lines.get(3)).containsPattern(",,[0-9.E-]+$");
            List<JsonObject> json = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve("log.jsonl"))) {
                json.add(JsonParser.parseString(line).getAsJsonObject());
            }
            assertThat(json).hasSize(EPOCHS);
            assertThat(json.get(3).get("validation").getAsDouble()).isEqualTo(fourth.validation());
            assertThat(json.get(2).get("validation").isJsonNull()).isTrue();
            assertThat(json.get(5).get("update").getAsInt()).isEqualTo(30);
            assertThat(json.get(5).get("validation").isJsonNull()).isFalse();
        }
    }

    @Test
    void samplesWeighTheSameWhateverTheirBatch() throws IOException, TranslateException {
        try (Model model = SmallNet.model(5)) {
            TrainingOptions still = TrainingOptions.of(1, AdamOptions.adam(), Tracker.fixed(0f), 1);
            TrainingOutcome outcome =
                    run(model, still).optValidation(SmallNet.source(3)).build().run();
            double sum = 0;
            int count = 0;
            try (var manager = model.getNDManager().newSubManager()) {
                for (Batch batch : SmallNet.source(3).epoch(manager, 0)) {
                    double[] y = SmallNet.doubles(batch.getLabels().head());
                    double[] p =
                            SmallNet.doubles(
                                    model.getBlock()
                                            .forward(
                                                    new ai.djl.training.ParameterStore(
                                                            manager, false),
                                                    batch.getData(),
                                                    false)
                                            .head());
                    for (int i = 0; i < y.length; i++) {
                        sum += (y[i] - p[i]) * (y[i] - p[i]);
                        count++;
                    }
                }
            }
            assertThat(outcome.bestMetric())
                    .isCloseTo(sum / count, org.assertj.core.api.Assertions.within(1e-6));
            assertThat(outcome.log().get(0).trainLoss())
                    .isCloseTo(sum / count, org.assertj.core.api.Assertions.within(1e-6));
        }
    }

    @Test
    void evaluationRecordsNoGraphOnAnyThread() {
        List<Boolean> recording =
                CompletableFuture.supplyAsync(
                                () -> {
                                    JniUtils.setGradMode(true);
                                    List<Boolean> seen = new ArrayList<>();
                                    try (Model model = SmallNet.model(6)) {
                                        run(model, OPTIONS)
                                                .optValidation(
                                                        SmallNet.source(5),
                                                        (batch, predictions) -> {
                                                            seen.add(JniUtils.isGradMode());
                                                            seen.add(
                                                                    predictions
                                                                            .head()
                                                                            .hasGradient());
                                                            return new WeightedMean(1, 1);
                                                        })
                                                .build()
                                                .run();
                                        seen.add(!JniUtils.isGradMode());
                                    } catch (IOException | TranslateException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    return seen;
                                })
                        .join();
        assertThat(recording).hasSize(2 * EPOCHS * SmallNet.BATCHES + 1).containsOnly(false);
    }

    @Test
    void frozenParametersStayFrozen() throws IOException, TranslateException {
        try (Model model = SmallNet.model(7)) {
            Parameter frozen = model.getBlock().getParameters().valueAt(0);
            frozen.freeze(true);
            double[] before = SmallNet.doubles(frozen.getArray());
            run(model, OPTIONS).build().run();
            assertThat(SmallNet.doubles(frozen.getArray())).containsExactly(before);
        }
    }

    @Test
    void float64TrainsToo() throws IOException, TranslateException {
        try (Model model = SmallNet.model(8, 16, DataType.FLOAT64)) {
            TrainingOutcome outcome =
                    TrainingRun.builder()
                            .setModel(model)
                            .setLoss(new MeanSquaredError())
                            .setTraining(SmallNet.source(3, DataType.FLOAT64))
                            .setOptions(OPTIONS)
                            .build()
                            .run();
            assertThat(outcome.log().get(EPOCHS - 1).trainLoss())
                    .isLessThan(outcome.log().get(0).trainLoss());
        }
    }

    @Test
    void divergenceIsNamed() {
        try (Model model = SmallNet.model(9)) {
            BatchSource poisoned =
                    (manager, epoch) -> {
                        List<Batch> batches = new ArrayList<>();
                        SmallNet.source(3).epoch(manager, epoch).forEach(batches::add);
                        batches.get(2).getLabels().head().muli(epoch == 1 ? Float.NaN : 1);
                        return batches;
                    };
            TrainingRun training =
                    TrainingRun.builder()
                            .setModel(model)
                            .setLoss(new MeanSquaredError())
                            .setTraining(poisoned)
                            .setOptions(OPTIONS)
                            .build();
            assertThatThrownBy(training::run)
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessage("epoch 2, update 8: the training loss is NaN");
        }
    }

    @Test
    void anEmptyEpochAndMissingPiecesAreNamed() {
        try (Model model = SmallNet.model(10);
                Model empty = Model.newInstance("empty")) {
            empty.setBlock(ai.djl.nn.core.Linear.builder().setUnits(2).build());
            assertThatThrownBy(
                            () ->
                                    configured(model, OPTIONS, false, (m, e) -> List.of())
                                            .build()
                                            .run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("epoch 1 has no training samples");
            assertThatThrownBy(() -> run(empty, OPTIONS).build().run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("initialize or load it, before the training");
            empty.setBlock(null);
            assertThatThrownBy(() -> run(empty, OPTIONS).build().run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("give the model a block");
            model.getBlock().freezeParameters(true);
            assertThatThrownBy(() -> run(model, OPTIONS).build().run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("all parameters of the block are frozen");
        }
        assertThatThrownBy(() -> TrainingRun.builder().build()).hasMessageContaining("setModel");
        assertThatThrownBy(() -> TrainingRun.builder().optResume(true).build())
                .hasMessage("optResume(true) needs optCheckpoint");
        for (TrainingOptions early : List.of(OPTIONS.withPatience(2), OPTIONS.withTarget(0))) {
            assertThatThrownBy(() -> TrainingRun.builder().setOptions(early).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs optValidation");
        }
        assertThatThrownBy(() -> OPTIONS.withAverage(1)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> OPTIONS.withEvaluateEvery(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> OPTIONS.withPatience(-1)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> TrainingOptions.of(0, AdamOptions.adam(), Tracker.fixed(1f), 1))
                .hasMessageContaining("at least 1 epoch, got 0");
        assertThatThrownBy(() -> TrainingRun.builder().optCheckpoint(folder, 0))
                .hasMessageContaining("got 0");
    }

    private static Batch oneBatch(NDManager manager) {
        return SmallNet.batch(manager.newSubManager(), 5, 4, DataType.FLOAT32, 0);
    }

    private static TrainingRun.Builder run(Model model, TrainingOptions options) {
        return configured(model, options, false, SmallNet.source(3));
    }

    private static TrainingRun.Builder configured(
            Model model, TrainingOptions options, boolean validated, BatchSource source) {
        TrainingRun.Builder builder =
                TrainingRun.builder()
                        .setModel(model)
                        .setLoss(new MeanSquaredError())
                        .setTraining(source)
                        .setOptions(options);
        return validated ? builder.optValidation(SmallNet.source(5)) : builder;
    }

    private static List<EpochRecord> untimed(TrainingOutcome outcome) {
        return outcome.log().stream()
                .map(
                        r ->
                                new EpochRecord(
                                        r.epoch(),
                                        r.update(),
                                        r.learningRate(),
                                        r.trainLoss(),
                                        r.validation(),
                                        0))
                .toList();
    }

    private static double[] finish(Model fresh, Path checkpoint, boolean resume)
            throws IOException, TranslateException {
        try (Model model = fresh) {
            run(model, OPTIONS).optCheckpoint(checkpoint, 4).optResume(resume).build().run();
            return SmallNet.values(model.getBlock());
        }
    }

    /** The metric of the parameters as they are, by a run that changes nothing. */
    private static double validate(Model model) throws IOException, TranslateException {
        TrainingOptions still = TrainingOptions.of(1, AdamOptions.adam(), Tracker.fixed(0f), 1);
        return run(model, still).optValidation(SmallNet.source(5)).build().run().bestMetric();
    }
}

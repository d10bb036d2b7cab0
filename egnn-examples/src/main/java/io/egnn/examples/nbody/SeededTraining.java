/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.examples.reproduce.TrainingQueue;
import io.egnn.examples.reproduce.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * The same training with several seeds: one row of a table.
 *
 * @param trainings one for each seed, from 1
 */
record SeededTraining(List<NBodyTraining> trainings) {

    /** One seed's errors, in squared length units. */
    record Run(long seed, double validationMse, double testMse, int bestEpoch, int epochs) {}

    /**
     * Trainings into folders named by their seeds.
     *
     * @param command what runs the training with a seed alone
     */
    static SeededTraining of(
            NBodyRecipe recipe,
            NBodySplit data,
            int seeds,
            Device device,
            Path folder,
            LongFunction<String> command) {
        return new SeededTraining(
                LongStream.rangeClosed(1, seeds)
                        .mapToObj(
                                seed ->
                                        new NBodyTraining(
                                                recipe,
                                                data,
                                                seed,
                                                device,
                                                folder.resolve("seed" + seed),
                                                command.apply(seed)))
                        .toList());
    }

    /** Trains all seeds of all rows, but for those that have ended. */
    static void run(List<SeededTraining> rows, Consumer<String> notes)
            throws IOException, ModelException, TranslateException {
        new TrainingQueue(rows.stream().flatMap(row -> row.trainings().stream()).toList(), notes)
                .run();
    }

    /** What is trained, on how much. */
    String title() {
        return "%s on %d samples".formatted(recipe().title(), data().training().size());
    }

    /** What is trained. */
    NBodyRecipe recipe() {
        return trainings.get(0).recipe();
    }

    /** What it is trained on. */
    NBodySplit data() {
        return trainings.get(0).data();
    }

    /** The results of the trainings that have ended with these settings. */
    List<TrainingResult> results() throws IOException {
        List<TrainingResult> results = new ArrayList<>();
        for (NBodyTraining training : trainings) {
            TrainingResult.in(training.folder())
                    .filter(result -> result.isOf(training))
                    .ifPresent(results::add);
        }
        return results;
    }

    /** Whether all of them have ended. */
    boolean hasEnded() throws IOException {
        return results().size() == trainings.size();
    }

    /** Whether all of them have ended in all rows. */
    static boolean haveEnded(List<SeededTraining> rows) throws IOException {
        for (SeededTraining row : rows) {
            if (!row.hasEnded()) {
                return false;
            }
        }
        return true;
    }

    /** The errors of all seeds. */
    List<Run> runs() throws IOException {
        return results().stream()
                .map(r -> new Run(r.seed(), r.validation(), r.test(), r.bestEpoch(), r.epochs()))
                .toList();
    }

    /** The training with the smallest error on the validation data. */
    NBodyTraining best() throws IOException {
        long seed =
                results().stream()
                        .min(Comparator.comparingDouble(TrainingResult::validation))
                        .orElseThrow(() -> new IllegalStateException("no training has ended"))
                        .seed();
        return trainings.get(Math.toIntExact(seed - 1));
    }
}

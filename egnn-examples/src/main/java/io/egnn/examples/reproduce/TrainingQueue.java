/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.file.FolderLock;
import io.egnn.training.RemainingTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trainings one after the other: those that have ended are not repeated, those that were killed go
 * on, and those that another process is at are left to it.
 */
public final class TrainingQueue {

    private final List<? extends PlannedTraining> trainings;
    private final Consumer<String> notes;
    private final Map<String, Double> secondsPerUpdate = new HashMap<>();

    /**
     * A queue.
     *
     * @param trainings each with a folder of its own
     * @param notes told of every training that ends
     */
    public TrainingQueue(List<? extends PlannedTraining> trainings, Consumer<String> notes) {
        this.trainings = List.copyOf(trainings);
        this.notes = notes;
    }

    /**
     * Trains what has not been trained. Where other processes are at some trainings, these may not
     * have ended afterwards.
     *
     * @throws IOException if a folder holds a training with other settings, or a file cannot be
     *     read or written
     * @throws ModelException if a trained model cannot be loaded
     * @throws TranslateException if data do not fit a model
     */
    public void run() throws IOException, ModelException, TranslateException {
        // Before hours of work: a folder with other settings is an error at once.
        List<PlannedTraining> open = new ArrayList<>();
        for (PlannedTraining training : trainings) {
            Optional<TrainingResult> result = TrainingResult.of(training);
            result.ifPresentOrElse(r -> learn(training, r), () -> open.add(training));
        }
        if (open.size() < trainings.size()) {
            notes.accept(
                    "%d of %d trainings have ended before"
                            .formatted(trainings.size() - open.size(), trainings.size()));
        }
        for (int k = 0; k < open.size(); k++) {
            PlannedTraining training = open.get(k);
            int number = trainings.size() - open.size() + k + 1;
            runLocked(training, number, open.subList(k + 1, open.size()));
        }
    }

    @SuppressWarnings("try") // the lock works by being held
    private void runLocked(PlannedTraining training, int number, List<PlannedTraining> rest)
            throws IOException, ModelException, TranslateException {
        Optional<FolderLock> lock = FolderLock.ifFree(training.folder());
        if (lock.isEmpty()) {
            notes.accept(training.title() + ": another process is at it");
            return;
        }
        try (FolderLock held = lock.get()) {
            Optional<TrainingResult> ended = TrainingResult.of(training);
            learn(training, ended.isPresent() ? ended.get() : train(training, number, rest));
        }
    }

    private TrainingResult train(PlannedTraining training, int number, List<PlannedTraining> rest)
            throws IOException, ModelException, TranslateException {
        String title = "[%d/%d] %s".formatted(number, trainings.size(), training.title());
        TrainingResult result =
                training.train(
                        new QueueProgress(
                                new ProgressBar(),
                                title,
                                knownSeconds(rest, training),
                                (double) unknownUpdates(rest, training) / training.updates()));
        result.write(training.folder());
        notes.accept(
                String.format(
                        Locale.ROOT,
                        "%s: validation %.5f, test %.5f (best epoch %d of %d), trained for %s",
                        title,
                        result.validation(),
                        result.test(),
                        result.bestEpoch(),
                        result.epochs(),
                        RemainingTime.text(result.seconds())));
        return result;
    }

    private void learn(PlannedTraining training, TrainingResult result) {
        secondsPerUpdate.put(training.system(), result.seconds() / result.updates());
    }

    /** How long those will take of whose system one has ended, and it is not the present one. */
    private double knownSeconds(List<PlannedTraining> rest, PlannedTraining present) {
        return rest.stream()
                .filter(t -> isKnown(t, present))
                .mapToDouble(t -> t.updates() * secondsPerUpdate.getOrDefault(t.system(), 0.0))
                .sum();
    }

    /** The others are taken to go on as the present one does. */
    private long unknownUpdates(List<PlannedTraining> rest, PlannedTraining present) {
        return rest.stream()
                .filter(t -> !isKnown(t, present))
                .mapToLong(PlannedTraining::updates)
                .sum();
    }

    private boolean isKnown(PlannedTraining training, PlannedTraining present) {
        return secondsPerUpdate.containsKey(training.system())
                && !training.system().equals(present.system());
    }
}

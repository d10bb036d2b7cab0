/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.examples.command.Output;
import io.egnn.file.FolderLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A table or figure that several processes may train for at the same time: each takes trainings
 * that nobody is at, and whoever finds that all have ended collects them.
 *
 * @param runs has the folders of the trainings
 * @param files the results
 * @param output takes notes
 */
public record Reproduction(Path runs, ResultFiles files, Output output) {

    /**
     * What is made of trainings that have ended.
     *
     * @param <T> what it is
     */
    public interface Collecting<T> {

        /**
         * Collects.
         *
         * @return what is shown
         * @throws IOException if a file cannot be read or written
         * @throws ModelException if a trained model cannot be loaded
         * @throws TranslateException if data do not fit a model
         */
        T collect() throws IOException, ModelException, TranslateException;
    }

    /**
     * Trains what has not ended and nobody else is at.
     *
     * @param wanted the trainings
     * @return the titles of those that other processes are at
     * @throws IOException if a folder holds a training with other settings, or a file cannot be
     *     read or written
     * @throws ModelException if a trained model cannot be loaded
     * @throws TranslateException if data do not fit a model
     */
    public List<String> train(List<? extends PlannedTraining> wanted)
            throws IOException, ModelException, TranslateException {
        new TrainingQueue(wanted, output::note).run();
        List<String> missing = new ArrayList<>();
        for (PlannedTraining training : wanted) {
            if (TrainingResult.of(training).isEmpty()) {
                missing.add(training.title());
            }
        }
        return missing;
    }

    /**
     * Collects while no other process does.
     *
     * @param <T> what it is
     * @param collecting reads the trainings and writes the results
     * @return what is shown
     * @throws IOException if a file cannot be read or written
     * @throws ModelException if a trained model cannot be loaded
     * @throws TranslateException if data do not fit a model
     */
    @SuppressWarnings("try") // the lock works by being held
    public <T> T collect(Collecting<T> collecting)
            throws IOException, ModelException, TranslateException {
        try (FolderLock lock = FolderLock.of(runs)) {
            return collecting.collect();
        }
    }

    /**
     * What people read at the end.
     *
     * @param missing the titles of what other processes are at
     * @param table the results, if nothing is missing
     * @return the table and where it is, or what is missing
     */
    public String text(List<String> missing, Supplier<String> table) {
        return missing.isEmpty()
                ? table.get() + "\nResults are in " + files.folder()
                : "Other processes are at "
                        + String.join("; ", missing)
                        + ". Run this again to collect everything";
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import ai.djl.Device;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * The same training with several seeds: one row of a table.
 *
 * @param <T> the kind of task
 * @param trainings one for each seed, from 1
 */
public record SeededTraining<T extends TrainingTask>(List<TaskTraining<T>> trainings) {

    /**
     * Trainings.
     *
     * @param <T> the kind of task
     * @param task the recipe and the data
     * @param seeds how many
     * @param device where to compute
     * @param folder takes one training, by its seed
     * @param command what runs the training with a seed alone
     * @return one training for each seed
     */
    public static <T extends TrainingTask> SeededTraining<T> of(
            T task,
            int seeds,
            Device device,
            LongFunction<Path> folder,
            LongFunction<String> command) {
        return new SeededTraining<>(
                LongStream.rangeClosed(1, seeds)
                        .mapToObj(
                                seed ->
                                        new TaskTraining<>(
                                                task,
                                                seed,
                                                device,
                                                null,
                                                folder.apply(seed),
                                                command.apply(seed)))
                        .toList());
    }

    /**
     * The trainings of several rows.
     *
     * @param <T> the kind of tasks
     * @param rows the rows
     * @return all seeds of all rows
     */
    public static <T extends TrainingTask> List<TaskTraining<T>> all(List<SeededTraining<T>> rows) {
        return rows.stream().flatMap(row -> row.trainings().stream()).toList();
    }

    /**
     * Those of which a row is to be made now: what has ended, but what was not asked for only where
     * no earlier call has left a row, which may be of more seeds.
     *
     * @param <T> the kind of tasks
     * @param all the rows of a table
     * @param asked the trainings that were asked for
     * @param earlier what earlier rows are about
     * @param key what the row of a task is about
     * @return some of the rows, in their order
     * @throws IOException naming the file, if a result cannot be read
     */
    public static <T extends TrainingTask> List<SeededTraining<T>> toCollect(
            Collection<SeededTraining<T>> all,
            List<? extends PlannedTraining> asked,
            Set<?> earlier,
            Function<T, ?> key)
            throws IOException {
        List<SeededTraining<T>> rows = new ArrayList<>();
        for (SeededTraining<T> row : all) {
            boolean wanted = asked.containsAll(row.trainings);
            if ((wanted || !earlier.contains(key.apply(row.task()))) && row.hasEnded()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /**
     * What is trained.
     *
     * @return the recipe and the data
     */
    public T task() {
        return trainings.get(0).task();
    }

    /**
     * What came out so far.
     *
     * @return the results of the trainings that have ended with these settings
     * @throws IOException naming the file, if one cannot be read
     */
    public List<TrainingResult> results() throws IOException {
        List<TrainingResult> results = new ArrayList<>();
        for (TaskTraining<T> training : trainings) {
            TrainingResult.in(training.folder())
                    .filter(result -> result.isOf(training))
                    .ifPresent(results::add);
        }
        return results;
    }

    /**
     * Whether all of them have ended.
     *
     * @return true if there is a result for every seed
     * @throws IOException naming the file, if one cannot be read
     */
    public boolean hasEnded() throws IOException {
        return results().size() == trainings.size();
    }

    /**
     * The best seed.
     *
     * @return the training with the smallest error on the validation data
     * @throws IOException naming the file, if one cannot be read
     * @throws IllegalStateException if none has ended
     */
    public TaskTraining<T> best() throws IOException {
        long seed =
                results().stream()
                        .min(Comparator.comparingDouble(TrainingResult::validation))
                        .orElseThrow(() -> new IllegalStateException("no training has ended"))
                        .seed();
        return trainings.get(Math.toIntExact(seed - 1));
    }
}

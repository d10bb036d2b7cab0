/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import io.egnn.datasets.SampleSet;
import io.egnn.examples.command.Output;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Samples to train on, to choose the best epoch by, and to measure the result with. */
public interface TrainingData {

    /** What {@link #tests} calls the test set that a standard data set has of its own. */
    String STANDARD_TEST = "standard test set";

    /**
     * What it is called.
     *
     * @return the name of a standard data set, or of a file
     */
    String title();

    /**
     * What asks for it on the command line.
     *
     * @return an option with its value
     */
    String option();

    /**
     * What to train on.
     *
     * @return at least one sample
     */
    SampleSet training();

    /**
     * What to choose the best epoch by.
     *
     * @return at least one sample
     */
    SampleSet validation();

    /**
     * What to measure with.
     *
     * @return the sets by what they are; none if all samples were used before
     */
    Map<String, ? extends SampleSet> tests();

    /**
     * What a model card says about it.
     *
     * @return the numbers of samples
     */
    default String describe() {
        StringBuilder text =
                new StringBuilder(
                        "%d training, %d validation"
                                .formatted(training().size(), validation().size()));
        tests().forEach(
                        (name, test) ->
                                text.append(", ")
                                        .append(test.size())
                                        .append(" test: ")
                                        .append(name));
        return text.toString();
    }

    /**
     * What tells these data from others.
     *
     * @return the entry of a model card, with the hash of what is trained on
     */
    default ModelCard.Data cardEntry() {
        return new ModelCard.Data(title(), training().sha256(), describe());
    }

    /**
     * Which models have learned from these very samples, which they know better than others.
     *
     * @param models each {@code ARTIFACT}, {@code ARTIFACT:VARIANT} or a folder
     * @return those whose cards name {@link #training}; not those without a card
     * @throws IOException if a card cannot be read
     */
    default Set<String> learnedBy(Collection<String> models) throws IOException {
        String sha256 = training().sha256();
        Set<String> learned = new HashSet<>();
        for (String model : Set.copyOf(models)) {
            if (isOf(model, sha256)) {
                learned.add(model);
            }
        }
        return learned;
    }

    /**
     * Tells people where a model has learned from these very samples: errors on them say little.
     *
     * @param model {@code ARTIFACT}, {@code ARTIFACT:VARIANT} or a folder
     * @param samples the plural of what they are
     * @param output tells it
     * @throws IOException if its card cannot be read
     */
    default void noteIfLearnedBy(String model, String samples, Output output) throws IOException {
        if (!learnedBy(List.of(model)).isEmpty()) {
            output.note(
                    "note: the model was trained on these %s; others tell how good it is"
                            .formatted(samples));
        }
    }

    private static boolean isOf(String model, String sha256) throws IOException {
        try {
            return ModelCatalog.shipped().card(model).data().sha256().equals(sha256);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * How many samples of somebody's file are to train on; the last tenth, which follows them, is
     * for validation.
     *
     * @param all the samples of the file
     * @param file named if they are too few
     * @param noun what they are
     * @return at least 1 and less than all
     * @throws IOException if there are fewer than two
     */
    static int trainingPart(SampleSet all, Path file, String noun) throws IOException {
        if (all.size() < 2) {
            throw new IOException(
                    file
                            + ": expected at least 2 "
                            + noun
                            + ", one to train on and one to validate with, got "
                            + all.size());
        }
        return all.size() - (all.size() + 9) / 10;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.training.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Graphs to train on, to choose the best epoch by, and to measure the result with.
 *
 * @param title the name of a standard data set, or of a file
 * @param option the option of the command line that asks for it
 * @param training to train on
 * @param validation to choose by
 * @param tests to measure with, by what they are; none if all graphs were used before
 */
record GraphSplit(
        String title,
        String option,
        GraphCollection training,
        GraphCollection validation,
        Map<String, GraphCollection> tests)
        implements TrainingData {

    private static final long FRESH_SEED = 20_261;

    /** A standard data set, tested with its own test set and as many graphs of another seed. */
    static GraphSplit standard(GraphVariant variant) {
        Map<String, GraphCollection> tests = new LinkedHashMap<>();
        tests.put(STANDARD_TEST, variant.graphs(Usage.TEST));
        tests.put("seed " + FRESH_SEED, variant.graphs(FRESH_SEED, GraphVariant.TEST_GRAPHS));
        return new GraphSplit(
                variant.title(),
                "--dataset " + variant.title(),
                variant.graphs(Usage.TRAIN),
                variant.graphs(Usage.VALIDATION),
                tests);
    }

    /** Somebody's graphs, of which the last tenth is for validation. */
    static GraphSplit of(Path file) throws IOException {
        return of(file, GraphCollection.read(file));
    }

    /** The same with all graphs of the file, which were read before. */
    static GraphSplit of(Path file, GraphCollection all) throws IOException {
        int training = TrainingData.trainingPart(all, file, "graphs");
        String name = String.valueOf(file.getFileName());
        return new GraphSplit(
                name,
                "--data " + name,
                all.first(training),
                new GraphCollection(all.graphs().subList(training, all.size())),
                Map.of());
    }

    /** The test set of a standard data set. */
    GraphCollection standardTest() {
        return Objects.requireNonNull(tests.get(STANDARD_TEST), "a standard data set");
    }

    /** The first graphs of everything, to try whether a command works. */
    GraphSplit few(int graphs) {
        Map<String, GraphCollection> less = new LinkedHashMap<>();
        tests.forEach((name, test) -> less.put(name, test.first(graphs)));
        return new GraphSplit(
                title, option, training.first(graphs), validation.first(graphs), less);
    }
}

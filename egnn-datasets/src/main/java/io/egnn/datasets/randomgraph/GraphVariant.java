/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import ai.djl.training.dataset.Dataset.Usage;
import java.util.Arrays;
import java.util.Locale;

/** The standard data sets of section 5.2: 5,000 graphs for training, 500 and 500 for the rest. */
public enum GraphVariant {
    /** Two communities of 6 to 10 nodes each. */
    COMMUNITY_SMALL,
    /** 7 to 16 nodes, a quarter of all pairs joined. */
    ERDOS_RENYI;

    /** The number of graphs to train on. */
    public static final int TRAINING_GRAPHS = 5_000;

    /** The number of graphs for validation, and for the test. */
    public static final int TEST_GRAPHS = 500;

    /**
     * Finds a data set.
     *
     * @param title {@code community_small} or {@code erdos_renyi}
     * @return the data set
     * @throws IllegalArgumentException if there is none of this name
     */
    public static GraphVariant of(String title) {
        return Arrays.stream(values())
                .filter(variant -> variant.title().equals(title))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "graph data set: expected community_small or erdos_renyi, got "
                                                + title));
    }

    /**
     * The name of the data set.
     *
     * @return {@code community_small} or {@code erdos_renyi}
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The standard graphs for a usage.
     *
     * @param usage training, validation or test
     * @return the reference's graphs, in its order
     */
    public GraphCollection graphs(Usage usage) {
        return graphs(seed(usage), count(usage));
    }

    /**
     * Graphs of this kind.
     *
     * @param seed from 0 to 2<sup>32</sup> - 1; 0, 1 and 2 give the standard ones
     * @param count how many, at least 1
     * @return the graphs
     */
    public GraphCollection graphs(long seed, int count) {
        return this == COMMUNITY_SMALL
                ? CommunityGenerator.standard(seed, count).generate()
                : ErdosRenyiGenerator.standard(seed, count).generate();
    }

    /** The reference's seed for a usage. */
    static long seed(Usage usage) {
        return switch (usage) {
            case TRAIN -> 0;
            case VALIDATION -> 1;
            case TEST -> 2;
        };
    }

    /** The number of standard graphs for a usage. */
    static int count(Usage usage) {
        return usage == Usage.TRAIN ? TRAINING_GRAPHS : TEST_GRAPHS;
    }
}

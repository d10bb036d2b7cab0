/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.graphs.GraphRecipe;
import java.time.Duration;

/**
 * How much sooner graphs are trained on in batches than one at a time, as the reference takes them,
 * with the same kernels.
 *
 * @param ratio graphs per second in batches, over graphs per second alone
 * @param batchedGraphsPerSecond in batches
 * @param singleGraphsPerSecond alone
 * @param batchSize graphs of a batch, at most
 * @param samples how many graphs
 * @param rounds how often all of them were trained on
 */
record BatchingResult(
        double ratio,
        double batchedGraphsPerSecond,
        double singleGraphsPerSecond,
        int batchSize,
        int samples,
        int rounds) {

    /** The seed of the graphs, none of the standard sets. */
    private static final long SEED = 5;

    /**
     * Measures.
     *
     * @param variant of which data set the graphs are
     * @param samples how many graphs
     * @param budget time for the rounds, both sides together
     */
    static BatchingResult measure(GraphVariant variant, int samples, Duration budget) {
        GraphRecipe recipe = GraphRecipe.EGNN;
        var graphs = variant.graphs(SEED, samples);
        try (GraphSteps together = new GraphSteps(recipe, graphs, recipe.batchSize());
                GraphSteps alone = new GraphSteps(recipe, graphs, 1)) {
            Duel.Times times =
                    new Duel<>(together, together.batches(), alone, alone.batches())
                            .measure(GraphSteps::step, budget);
            return new BatchingResult(
                    times.ratio(),
                    samples * 1e3 / times.ours(),
                    samples * 1e3 / times.theirs(),
                    recipe.batchSize(),
                    samples,
                    times.rounds());
        }
    }
}

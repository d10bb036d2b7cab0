/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import io.egnn.training.DrawSeed;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where the normal noise comes from in which an autoencoder's nodes begin. */
@FunctionalInterface
public interface NoiseSource {

    /**
     * The generator of the noise of one graph.
     *
     * @param graph the place of the graph in its data set
     * @param draw the number of the draw: in training, the epoch
     * @return a generator that stands at its beginning
     */
    RandomGenerator generator(long graph, long draw);

    /**
     * Noise that is a function of a seed.
     *
     * @param seed any number
     * @return a source whose draws of other graphs and other numbers are independent
     */
    static NoiseSource seeded(long seed) {
        return (graph, draw) -> new SplittableRandom(DrawSeed.of(seed, graph, draw));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import io.egnn.datasets.random.NumpyRandom;

/** What the numbers of all generators must be. */
final class GeneratorRange {

    private GeneratorRange() {}

    static void check(long seed, String what, int smallest, int largest, int graphs) {
        NumpyRandom.checkSeed(seed);
        if (smallest < 1 || largest < smallest) {
            throw new IllegalArgumentException(
                    "%s: expected 1 <= smallest <= largest, got %d and %d"
                            .formatted(what, smallest, largest));
        }
        if (graphs < 1) {
            throw new IllegalArgumentException("graphs: expected at least 1, got " + graphs);
        }
    }

    static void checkProbability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": expected 0 to 1, got " + value);
        }
    }
}

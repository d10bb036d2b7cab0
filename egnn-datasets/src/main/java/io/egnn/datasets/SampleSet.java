/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets;

/** Samples in a fixed order, to train on or to measure with. */
public interface SampleSet {

    /**
     * How many there are.
     *
     * @return the number of samples
     */
    int size();

    /**
     * A hash that tells sets apart.
     *
     * @return SHA-256 of everything in them, 64 lower-case hexadecimal digits
     */
    String sha256();
}

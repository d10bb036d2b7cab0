/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

/** Draws graphs, always the same ones. */
public interface GraphGenerator {

    /**
     * Draws the graphs.
     *
     * @return the graphs
     */
    GraphCollection generate();
}

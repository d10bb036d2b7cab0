/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Random graphs: generators and standard data sets of section 5.2, files of graphs, and DJL data
 * sets on them.
 *
 * <p>Letters of shapes are those of {@link io.egnn.graph}.
 */
package io.egnn.datasets.randomgraph;

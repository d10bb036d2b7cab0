/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * The systems that the paper compares with, as blocks that take the list of a {@link
 * io.egnn.graph.GraphBatch}: a graph neural network without symmetry in space, the radial field,
 * Tensor Field Network, SE(3)-Transformer, SchNet, and motions without interaction. Letters of
 * shapes as in {@link io.egnn.graph}.
 */
package io.egnn.nn.baseline;

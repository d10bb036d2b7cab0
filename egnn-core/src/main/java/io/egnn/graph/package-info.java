/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Batches of graphs as named tensors, and who sends messages to whom.
 *
 * <p>Letters used for shapes in all of this project: B graphs in a batch, N nodes of a graph
 * (padded to the largest of the batch), K neighbours of a node, n coordinate dimensions (any n &ge;
 * 1), F features, A edge attributes. Messages are receiver-aligned: row i of a (B, N, K, F) tensor
 * holds what node i receives, so that aggregation is a sum over K.
 */
package io.egnn.graph;

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;

/**
 * A graph, encoded and read back.
 *
 * @param embedding the point of every vertex
 * @param graph the same vertices, with an edge where its probability is above 0.5
 * @param bce binary cross entropy of the true edges, summed over all ordered pairs, in nats
 * @param wrongPairs pairs of vertices, without order, that are joined in one graph and not in the
 *     other
 */
public record GraphReconstruction(
        GraphEmbedding embedding, Graph<Object, DefaultEdge> graph, double bce, int wrongPairs) {}

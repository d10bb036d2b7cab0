/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.egnn.nn.kernel.Differentiable;

/**
 * The binary cross entropy of the edges of a graph, summed over all ordered pairs of different
 * nodes, in nats; the mean over the graphs of a batch.
 *
 * <p>\[ -\sum_{i \ne j} A_{ij} \log \sigma(s_{ij}) + (1 - A_{ij}) \log(1 - \sigma(s_{ij})) \]
 *
 * <p>Labels: adjacency (B, N, N), and (B, N, N) with 1 for the pairs that count, 0 for the diagonal
 * and padding. Predictions: s (B, N, N) first. As in the reference each undirected pair counts
 * twice, and a pair no more than 100. What is wrong beyond that has no gradient: a graph whose
 * points fly apart would else drown all others of its batch, and soon they would follow it. It is
 * computed from s and not from the rounded probability.
 */
public final class ReconstructionLoss extends Loss {

    /** What PyTorch's binary cross entropy clamps logarithms to. */
    private static final double LARGEST = 100;

    private static final int[] PAIRS = {1, 2};

    /** A loss called {@code bce}. */
    public ReconstructionLoss() {
        super("bce");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        return perGraph(labels, predictions).mean();
    }

    /**
     * The same of every graph by itself.
     *
     * @param labels adjacency and pairs
     * @param predictions s first
     * @return (B), in nats
     */
    public static NDArray perGraph(NDList labels, NDList predictions) {
        NDArray pairs = pairs(labels, predictions);
        NDArray largest = Differentiable.number(LARGEST, pairs);
        return pairs.minimum(largest).mul(labels.get(1)).sum(PAIRS);
    }

    private static NDArray pairs(NDList labels, NDList predictions) {
        NDArray s = predictions.get(0);
        // -log(1 - sigma(s)), without overflow.
        NDArray absent =
                s.maximum(Differentiable.number(0, s)).add(s.abs().neg().exp().add(1).log());
        return absent.sub(s.mul(labels.get(0)));
    }
}

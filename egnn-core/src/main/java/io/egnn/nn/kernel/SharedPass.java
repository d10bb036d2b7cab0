/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;

/** A pass of several threads through a {@link RecordedNetwork}, forth and back once. */
interface SharedPass extends AutoCloseable {

    /** h, x and v, of a batch and of the outputs. */
    int STATES = 3;

    /**
     * Runs the network.
     *
     * @param batch its arguments before the weights: h, x, v first
     * @param scratch holds what is needed meanwhile
     * @return h, x and v
     */
    NDList forward(NDList batch, PtNDManager scratch);

    /**
     * Goes back.
     *
     * @param outputGradients of h, x and v
     * @param throughInput whether the input needs gradients
     * @param scratch holds the result, and what is needed meanwhile
     * @return gradients of all weights in a row, and of h, x and v
     */
    NDList backward(NDList outputGradients, boolean throughInput, PtNDManager scratch);

    /** Frees what the way back needs. */
    @Override
    void close();
}

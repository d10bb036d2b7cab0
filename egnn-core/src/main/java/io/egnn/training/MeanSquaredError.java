/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/**
 * The mean of all squared differences, the loss of section 5.1.
 *
 * <p>In place of DJL's {@code L2Loss("mse", 1)}, whose gradient a garbage collection at the wrong
 * moment makes another one; see {@link io.egnn.nn.kernel.Differentiable}.
 */
public final class MeanSquaredError extends Loss {

    /** A loss called {@code mse}. */
    public MeanSquaredError() {
        super("mse");
    }

    /**
     * {@inheritDoc}
     *
     * @param labels one array
     * @param predictions one array of as many entries
     * @return the mean, without axes, in the square of the labels' unit
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray prediction = predictions.singletonOrThrow();
        NDArray label = labels.singletonOrThrow().reshape(prediction.getShape());
        return label.sub(prediction).square().mean();
    }
}

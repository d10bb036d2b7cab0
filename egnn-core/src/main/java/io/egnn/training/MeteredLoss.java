/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import org.jspecify.annotations.Nullable;

/**
 * A loss that remembers its last value, which {@code EasyTrain.trainBatch} computes and keeps to
 * itself.
 */
final class MeteredLoss extends Loss {

    private final Loss loss;
    private @Nullable NDArray last;
    private long weight = 1;

    MeteredLoss(Loss loss) {
        super(loss.getName());
        this.loss = loss;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray value = loss.evaluate(labels, predictions);
        NDArray weighted = weight == 1 ? value : value.mul(weight);
        weight = 1;
        last = value;
        return weighted;
    }

    /** Multiplies what the next evaluation returns, for the backward pass, by a number. */
    void weighNext(long factor) {
        weight = factor;
    }

    /** The value of the batch that was trained last and is still open, weighted by its size. */
    WeightedMean last(int batchSize) {
        if (last == null) {
            throw new IllegalStateException("no batch was trained");
        }
        return WeightedMean.of(last, batchSize);
    }
}

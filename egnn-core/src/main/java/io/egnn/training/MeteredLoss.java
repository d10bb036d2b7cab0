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

    MeteredLoss(Loss loss) {
        super(loss.getName());
        this.loss = loss;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        last = loss.evaluate(labels, predictions);
        return last;
    }

    /** The value of the batch that was trained last and is still open, weighted by its size. */
    WeightedMean last(int batchSize) {
        if (last == null) {
            throw new IllegalStateException("no batch was trained");
        }
        return WeightedMean.of(last, batchSize);
    }
}

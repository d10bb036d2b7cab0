/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import io.egnn.graph.GraphBatch;
import org.jspecify.annotations.Nullable;

/**
 * What a layer turns into what the next one sees.
 *
 * @param h features (B, N, F)
 * @param x coordinates (B, N, n)
 * @param v velocities (B, N, n); null if there are none
 */
public record NodeState(NDArray h, NDArray x, @Nullable NDArray v) {

    /**
     * The coordinates in memory of their own, also where no layer moves them.
     *
     * @param given what the first layer saw
     * @return x, or a copy of it
     */
    public NDArray ownCoordinates(GraphBatch given) {
        return x == given.coordinates() ? Differentiable.copy(x) : x;
    }

    /**
     * The velocities in memory of their own, also where no layer changes them.
     *
     * @param given what the first layer saw
     * @return v, or a copy of it; null if there are none
     */
    public @Nullable NDArray ownVelocities(GraphBatch given) {
        return v != null && v == given.velocities() ? Differentiable.copy(v) : v;
    }
}

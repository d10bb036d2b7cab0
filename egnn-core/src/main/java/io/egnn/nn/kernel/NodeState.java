/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What a layer turns into what the next one sees.
 *
 * @param h features (B, N, F)
 * @param x coordinates (B, N, n)
 * @param v velocities (B, N, n); null if there are none
 */
public record NodeState(NDArray h, NDArray x, @Nullable NDArray v) {}

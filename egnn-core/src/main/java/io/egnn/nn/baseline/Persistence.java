/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.Differentiable;

/**
 * The forecast that nothing moves: \( y_i = x_i \).
 *
 * <p>It has no parameters, so it can be saved and loaded but not trained.
 *
 * <p>Input: the list of a {@link GraphBatch}, of which it reads x (B, N, n). Output: {@code x} (B,
 * N, n) in the unit of the data, a copy.
 *
 * <p>E(n)-equivariant, permutation-equivariant ({@code MotionTest}).
 *
 * <p>Where it differs from the reference: that one has a parameter which nothing reads.
 *
 * @see <a href="https://github.com/vgsatorras/egnn">reference class Baseline</a>
 */
public final class Persistence extends GraphNetwork<Persistence.Config> {

    /** The only configuration. */
    public record Config() implements NetworkConfig {
        @Override
        public Persistence newNetwork() {
            return new Persistence();
        }
    }

    /** The block. */
    public Persistence() {
        super(new Config());
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        return new NDList(Differentiable.copy(batch.coordinates()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.AffineMap;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.kernel.Sizes;

/**
 * One affine map of each node's position and velocity: \( y_i = W [x_i, v_i] + b \).
 *
 * <p>Input: the list of a {@link GraphBatch}, of which it reads x and v (B, N, n). Output: {@code
 * x} (B, N, n) in the unit of the data.
 *
 * <p>Permutation-equivariant; W and b have directions of their own, so neither rotations nor
 * translations of the input do the same to the output ({@code MotionTest}).
 *
 * @see <a href="https://github.com/vgsatorras/egnn">reference class Linear</a>
 */
public final class AffineMotion extends GraphNetwork<AffineMotion.Config> {

    private final Linear linear;

    /**
     * The size of the map.
     *
     * @param dimension n, number of coordinates of a point
     */
    public record Config(int dimension) implements NetworkConfig {
        /**
         * Checks the size.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Config {
            Sizes.requireAtLeast(1, dimension, "dimension");
        }

        @Override
        public AffineMotion newNetwork() {
            return new AffineMotion(this);
        }
    }

    /**
     * A map.
     *
     * @param config its size
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public AffineMotion(Config config) {
        super(config);
        linear =
                addChildBlock(
                        "linear", AffineMap.create(2 * config.dimension(), config.dimension()));
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        requireLength("x", config().dimension(), batch.coordinates());
        NDArray state = batch.coordinates().concat(ConstantVelocity.requireVelocities(batch), -1);
        return linear.forward(store, new NDList(state), training);
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        linear.initialize(manager, dataType, new Shape(1, 2L * config().dimension()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;

/**
 * Motion without forces, the row "Linear" of table 2: \( y_i = x_i + t\, v_i \) with a learned time
 * t that starts at {@value #INITIAL_TIME}.
 *
 * <p>Input: the list of a {@link GraphBatch}, of which it reads x and v (B, N, n). Output: {@code
 * x} (B, N, n) in the unit of the data. The parameter {@code time} (1) is in the unit of x over
 * that of v.
 *
 * <p>E(n)-equivariant in x and v, permutation-equivariant ({@code MotionTest}).
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 5.1; reference class Linear_dynamics</a>
 */
public final class ConstantVelocity extends GraphNetwork<ConstantVelocity.Config> {

    /** Where the time starts: {@value}. */
    public static final float INITIAL_TIME = 0.7f;

    private final Parameter time;

    // snippet:begin adding-config
    /** The only configuration. */
    public record Config() implements NetworkConfig {
        @Override
        public ConstantVelocity newNetwork() {
            return new ConstantVelocity();
        }
    }

    // snippet:end

    /** The block. */
    @SuppressWarnings("this-escape") // addParameter is how DJL blocks are built
    public ConstantVelocity() {
        super(new Config());
        time =
                addParameter(
                        Parameter.builder()
                                .setName("time")
                                .setType(Parameter.Type.OTHER)
                                .optShape(new Shape(1))
                                .optInitializer(new ConstantInitializer(INITIAL_TIME))
                                .build());
    }

    // snippet:begin adding-propagate
    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        NDArray x = batch.coordinates();
        NDArray t = store.getValue(time, x.getDevice(), training);
        return new NDList(x.add(requireVelocities(batch).mul(t)));
    }

    // snippet:end

    /** The velocities of a batch that has to have them. */
    static NDArray requireVelocities(GraphBatch batch) {
        NDArray v = batch.velocities();
        if (v == null) {
            throw new IllegalArgumentException("the block needs velocities, the batch has none");
        }
        return v;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import io.egnn.nn.kernel.EgclParameters.Affine;

/**
 * DJL's {@link Linear} blocks with the initial values the reference has, and their arrays for a
 * kernel.
 */
public final class AffineMap {

    private AffineMap() {}

    /**
     * A map with the initial values of {@code torch.nn.Linear}: weight and bias uniform in \(\pm
     * 1/\sqrt{in}\).
     *
     * @param inputs number of inputs
     * @param outputs number of outputs
     * @return the block
     */
    public static Linear create(int inputs, int outputs) {
        Linear linear = Linear.builder().setUnits(outputs).build();
        linear.setInitializer(
                new XavierInitializer(RandomType.UNIFORM, FactorType.IN, 1f),
                Parameter.Type.WEIGHT);
        linear.setInitializer(
                new UniformInitializer((float) (1 / Math.sqrt(inputs))), Parameter.Type.BIAS);
        return linear;
    }

    /**
     * The last map of phi_x: no bias, and Xavier-uniform with gain 0.001, so that a new network
     * hardly moves anything.
     *
     * @return the block, with one output
     */
    public static Linear createSmall() {
        float gain = 0.001f;
        Initializer small =
                new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, 3 * gain * gain);
        Linear linear = Linear.builder().setUnits(1).optBias(false).build();
        linear.setInitializer(small, Parameter.Type.WEIGHT);
        return linear;
    }

    /**
     * The arrays of a map.
     *
     * @param linear the block
     * @param store holds the arrays
     * @param device where they are wanted
     * @param training whether to record for autograd
     * @return weight and bias
     */
    public static Affine values(
            Block linear, ParameterStore store, Device device, boolean training) {
        // Each call makes a list.
        ParameterList parameters = linear.getDirectParameters();
        return new Affine(
                store.getValue(parameters.get("weight"), device, training),
                store.getValue(parameters.get("bias"), device, training));
    }

    /**
     * The weight of a map.
     *
     * @param linear the block
     * @param store holds the arrays
     * @param device where it is wanted
     * @param training whether to record for autograd
     * @return weight (outputs, inputs)
     */
    public static NDArray weight(
            Block linear, ParameterStore store, Device device, boolean training) {
        return store.getValue(linear.getDirectParameters().get("weight"), device, training);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.GradientMode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a number that a block computes changes with the coordinates: \( \partial s / \partial x \).
 *
 * <p>If s is an energy, the force is its negative: {@code CoordinateGradient.of(block, batch,
 * NDList::head).neg()}. Parameters take no part: whatever gradients a running training has
 * collected in them stay untouched. The block works as in training, since DJL's blocks record
 * nothing otherwise: a dropout drops, a batch normalization takes the batch's statistics.
 */
public final class CoordinateGradient {

    private CoordinateGradient() {}

    /**
     * Differentiates the sum of what {@code scalar} makes of the block's outputs.
     *
     * @param block an initialised block that takes the list of a {@link GraphBatch}
     * @param batch the graphs
     * @param scalar picks what to differentiate from the outputs; its entries are added up, so a
     *     row per graph gives each graph its own gradient
     * @return (B, N, n), on the manager of the batch's coordinates
     * @throws IllegalStateException if a gradient is being collected already, as inside a training
     *     step, also one of another thread
     * @throws IllegalArgumentException if the block is not initialized, or if {@code scalar} does
     *     not depend on the coordinates
     */
    @SuppressWarnings("try") // the guard works by being open
    public static NDArray of(Block block, GraphBatch batch, Function<NDList, NDArray> scalar) {
        NDManager manager = batch.coordinates().getManager();
        // The scope frees every array made below, whichever manager it went to.
        if (!block.isInitialized()) {
            throw new IllegalArgumentException(
                    "the block has no parameters yet: initialize or load it first");
        }
        // DJL switches recording on before it finds that it is on elsewhere; the guard switches it
        // back.
        try (GradientMode guard = GradientMode.off();
                NDScope scope = new NDScope();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray x = batch.coordinates().duplicate();
            x.setRequiresGradient(true);
            NDList outputs =
                    block.forward(
                            new ConstantParameters(manager),
                            batch.withCoordinates(x).toNDList(),
                            true);
            NDArray sum = scalar.apply(outputs).sum();
            try {
                collector.backward(sum);
            } catch (EngineException e) {
                if (!String.valueOf(e.getMessage()).contains("does not require grad")) {
                    throw e;
                }
                throw new IllegalArgumentException(
                        "the value to differentiate does not depend on the coordinates", e);
            }
            NDArray gradient = x.getGradient();
            NDScope.unregister(gradient);
            return gradient;
        }
    }

    /** Parameters cut off from autograd. */
    private static final class ConstantParameters extends ParameterStore {
        ConstantParameters(NDManager manager) {
            super(manager, false);
        }

        @Override
        public @Nullable NDArray getValue(
                @Nullable Parameter parameter, Device device, boolean training) {
            // DJL's own blocks ask for the bias that they do not have.
            NDArray value = super.getValue(parameter, device, training);
            return value == null ? null : value.stopGradient();
        }
    }
}

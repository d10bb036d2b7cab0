/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.egnn.nn.kernel.TorchScript;
import io.egnn.training.AdamOptions;
import java.util.Map;

/**
 * Adam in the order of operations of {@code torch.optim.Adam}: a loop over the parameters, six
 * operations each, as one call of {@code reference_adam.ts.txt}. Gradients are zero afterwards.
 */
final class ReferenceAdam implements AutoCloseable {

    private final TorchScript script;
    private final NDList arguments = new NDList();

    /**
     * Prepares the state.
     *
     * @param network whose weights to update
     * @param options betas and epsilon; without weight decay and clipping
     * @param rate learning rate
     * @param manager holds the state
     */
    ReferenceAdam(ReferenceNetwork network, AdamOptions options, double rate, NDManager manager) {
        if (options.weightDecay() != 0 || Double.isFinite(options.maxGradientNorm())) {
            throw new IllegalArgumentException(
                    "the transcription of Adam has no weight decay and no clipping, got "
                            + options);
        }
        script =
                TorchScript.compile(
                        ReferenceAdam.class,
                        Map.of(
                                "RATE", rate,
                                "BETA1", options.beta1(),
                                "BETA2", options.beta2(),
                                "EPSILON", options.epsilon()),
                        "reference_adam.ts.txt");
        arguments.add(manager.zeros(new Shape(1), DataType.FLOAT32));
        arguments.addAll(network.weights());
        for (String name : new String[] {"means[]", "variances[]"}) {
            for (NDArray weight : network.weights()) {
                NDArray state = manager.zeros(weight.getShape(), weight.getDataType());
                state.setName(name);
                arguments.add(state);
            }
        }
    }

    /** Updates every weight that has a gradient. */
    void step() {
        script.call(arguments, false).close();
    }

    /** Frees the native code; the state belongs to its manager. */
    @Override
    public void close() {
        script.close();
    }
}

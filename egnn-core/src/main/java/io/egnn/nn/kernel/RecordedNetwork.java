/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.BatchShares.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network with its own backward pass, for a {@link GradientTape}. */
final class RecordedNetwork {

    private final TorchScript script;
    private final int steps;

    private RecordedNetwork(TorchScript script, int steps) {
        this.script = script;
        this.steps = steps;
    }

    /**
     * Whether the backward pass gives all gradients that somebody wants.
     *
     * @param batch the network's input
     */
    static boolean covers(GraphBatch batch) {
        return !needsGradient(batch.edgeAttributes()) && !needsGradient(batch.nodeAttributes());
    }

    private static boolean needsGradient(@Nullable NDArray array) {
        return array != null && array.hasGradient();
    }

    /**
     * Compiles text resources; see {@link TorchScript#compile(Class, Map, String...)}.
     *
     * @param anchor the class beside which the resources lie
     * @param constants what to put in the place of each name
     * @param weights how many weights the network has
     * @param steps how many layers are run
     * @param resources the files whose methods make up the module
     */
    static RecordedNetwork compile(
            Class<?> anchor,
            Map<String, ?> constants,
            int weights,
            int steps,
            String... resources) {
        String forward =
                "def forward(self: SELF, row: Tensor, gh: Tensor, gx: Tensor, gv: Tensor, h: Tensor, x: Tensor, v: Tensor, %s) -> Tensor:\n  return (self).accumulate(row, [gh, gx, gv], [h, x, v], [%s])\n"
                        .formatted(
                                NetworkScript.names(weights, ": Tensor"),
                                NetworkScript.names(weights, ""));
        return new RecordedNetwork(
                TorchScript.compile(
                        TorchScript.name(resources),
                        TorchScript.text(anchor, constants, resources) + forward),
                steps);
    }

    /**
     * Runs the network and puts its backward pass on the tape.
     *
     * @param batch its arguments before the weights: h, x, v first
     * @param weights all weights
     * @param split how threads share the batch
     * @param tape what asks for the gradients
     * @return h, x and v, at which gradients arrive
     */
    NDList forward(NDList batch, WeightList weights, Split split, GradientTape tape) {
        SharedPass shared =
                split.ofReceivers()
                        ? new SharedReceivers(script, weights, steps, split.shares())
                        : new SharedGraphs(script, weights, split.shares());
        Recorded pass = new Recorded(shared, batch, weights);
        tape.record(pass);
        return pass.forward(batch);
    }

    private static PtNDManager scratch() {
        return (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    private final class Recorded implements GradientTape.Pass {

        private final SharedPass shared;
        private final WeightList weights;
        private final boolean throughInput;

        // Handles of our own: the caller may close his before the backward pass.
        private final List<IValue> inputs = new ArrayList<>(SharedPass.STATES);
        private final List<IValue> outputs = new ArrayList<>(SharedPass.STATES);

        Recorded(SharedPass shared, NDList batch, WeightList weights) {
            List<NDArray> states = batch.subList(0, SharedPass.STATES);
            states.forEach(state -> inputs.add(IValue.from((PtNDArray) state)));
            this.shared = shared;
            this.weights = weights;
            throughInput = states.stream().anyMatch(NDArray::hasGradient);
        }

        NDList forward(NDList batch) {
            try (GradientMode off = GradientMode.off();
                    PtNDManager scratch = scratch()) {
                return outputs(shared.forward(batch, scratch), batch.head().getManager());
            }
        }

        private NDList outputs(NDList states, NDManager manager) {
            for (NDArray state : states) {
                state.attach(manager);
                state.setRequiresGradient(true);
                outputs.add(IValue.from((PtNDArray) state));
            }
            return states;
        }

        @Override
        public boolean backward() {
            try (PtNDManager scratch = scratch()) {
                NDList gradients = new NDList(SharedPass.STATES);
                boolean arrived = false;
                for (IValue handle : outputs) {
                    PtNDArray output = handle.toTensor(scratch);
                    PtNDArray gradient = JniUtils.getGradient(output);
                    arrived |= gradient != null;
                    if (gradient == null) {
                        gradients.add(output.zerosLike());
                    } else {
                        gradient.attach(scratch);
                        gradients.add(gradient);
                    }
                }
                if (arrived) {
                    accumulate(shared.backward(gradients, throughInput, scratch), scratch);
                }
                return arrived;
            }
        }

        private void accumulate(NDList inputGradients, PtNDManager scratch) {
            NDList arguments = new NDList(inputGradients);
            inputs.forEach(input -> arguments.add(input.toTensor(scratch)));
            arguments.addAll(weights.arrays());
            script.call(arguments, true).close();
        }

        @Override
        public void close() {
            shared.close();
            inputs.forEach(IValue::close);
            outputs.forEach(IValue::close);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.egnn.graph.GraphBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network with its own backward pass, for a {@link GradientTape}: {@code record} of its text
 * gives the outputs of some graphs of a batch, and a list of what {@code backward} reads.
 */
final class RecordedNetwork {

    /** h, x and v, of a batch and of the outputs. */
    private static final int STATES = 3;

    private final TorchScript script;

    private RecordedNetwork(TorchScript script) {
        this.script = script;
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
     * @param resources the files whose methods make up the module
     */
    static RecordedNetwork compile(
            Class<?> anchor, Map<String, ?> constants, int weights, String... resources) {
        String forward =
                "def forward(self: SELF, row: Tensor, gh: Tensor, gx: Tensor, gv: Tensor, h: Tensor, x: Tensor, v: Tensor, %s) -> Tensor:\n  return (self).accumulate(row, [gh, gx, gv], [h, x, v], [%s])\n"
                        .formatted(
                                NetworkScript.names(weights, ": Tensor"),
                                NetworkScript.names(weights, ""));
        return new RecordedNetwork(
                TorchScript.compile(
                        TorchScript.name(resources),
                        TorchScript.text(anchor, constants, resources) + forward));
    }

    /**
     * Runs the network and puts its backward pass on the tape.
     *
     * @param batch its arguments before the weights: h, x, v first
     * @param weights all weights
     * @param shares how many threads share the graphs
     * @param tape what asks for the gradients
     * @return h, x and v, at which gradients arrive
     */
    NDList forward(NDList batch, WeightList weights, int shares, GradientTape tape) {
        Recorded pass = new Recorded(batch, weights);
        tape.record(pass);
        return pass.forward(batch, shares);
    }

    private static PtNDManager scratch() {
        return (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    private final class Recorded implements GradientTape.Pass {

        private final WeightList weights;
        private final boolean throughInput;
        private final long graphs;

        /** What each share has recorded. */
        private final List<IValue> saved = new ArrayList<>();

        // Handles of our own: the caller may close his before the backward pass.
        private final List<IValue> inputs = new ArrayList<>(STATES);
        private final List<IValue> outputs = new ArrayList<>(STATES);

        Recorded(NDList batch, WeightList weights) {
            List<NDArray> states = batch.subList(0, STATES);
            states.forEach(state -> inputs.add(IValue.from((PtNDArray) state)));
            this.weights = weights;
            throughInput = states.stream().anyMatch(NDArray::hasGradient);
            graphs = batch.head().getShape().get(0);
        }

        NDList forward(NDList batch, int shares) {
            try (NativeArguments arguments = new NativeArguments();
                    GradientMode off = GradientMode.off();
                    PtNDManager scratch = scratch()) {
                batch.forEach(arguments::add);
                arguments.add(weights);
                List<NDList> parts = new ArrayList<>();
                BatchShares.run(
                        shares,
                        graphs,
                        (share, start, end) -> arguments.runRange(script, "record", start, end),
                        result -> parts.add(states(result, scratch)));
                return outputs(BatchShares.together(parts), batch.head().getManager());
            }
        }

        /** The outputs of a share; what else it has recorded is kept. */
        private NDList states(IValue result, PtNDManager scratch) {
            IValue[] tuple = result.toIValueTuple();
            saved.add(tuple[STATES]);
            NDList states = new NDList(STATES);
            for (int i = 0; i < STATES; i++) {
                try (IValue state = tuple[i]) {
                    states.add(state.toTensor(scratch));
                }
            }
            return states;
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
                NDList gradients = new NDList(STATES);
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
                    accumulate(inputGradients(gradients, scratch), scratch);
                }
                return arrived;
            }
        }

        /** Of all weights in a row, and of h, x and v. */
        private NDList inputGradients(NDList outputGradients, PtNDManager scratch) {
            try (NativeArguments arguments = new NativeArguments()) {
                outputGradients.forEach(arguments::add);
                arguments.add(throughInput);
                arguments.add(weights);
                int shares = saved.size();
                List<NDList> parts = new ArrayList<>();
                BatchShares.run(
                        shares,
                        graphs,
                        (share, start, end) ->
                                arguments.runRange(
                                        script, "backward", start, end, saved.get(share)),
                        result -> parts.add(result.toNDList(scratch)));
                NDList rows = new NDList(parts.stream().map(part -> part.remove(0)).toList());
                NDList gradients = new NDList(NDArrays.add(rows.toArray(new NDArray[0])));
                gradients.addAll(BatchShares.together(parts));
                return gradients;
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
            saved.forEach(IValue::close);
            inputs.forEach(IValue::close);
            outputs.forEach(IValue::close);
        }
    }
}

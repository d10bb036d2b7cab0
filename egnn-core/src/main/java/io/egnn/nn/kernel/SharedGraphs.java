/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Each thread takes some of the graphs: {@code record} of the text gives their outputs and a list
 * of what {@code backward} reads.
 */
final class SharedGraphs implements SharedPass {

    private final TorchScript script;
    private final WeightList weights;
    private final int shares;

    /** What each share has recorded. */
    private final List<IValue> saved = new ArrayList<>();

    SharedGraphs(TorchScript script, WeightList weights, int shares) {
        this.script = script;
        this.weights = weights;
        this.shares = shares;
    }

    @Override
    public NDList forward(NDList batch, PtNDManager scratch) {
        try (NativeArguments arguments = new NativeArguments()) {
            batch.forEach(arguments::add);
            arguments.add(weights);
            List<NDList> parts = new ArrayList<>();
            BatchShares.run(
                    shares,
                    batch.head().getShape().get(0),
                    (share, start, end) -> arguments.runRange(script, "record", start, end),
                    result -> parts.add(states(result, scratch)));
            return BatchShares.together(parts);
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

    @Override
    public NDList backward(NDList outputGradients, boolean throughInput, PtNDManager scratch) {
        try (NativeArguments arguments = new NativeArguments()) {
            outputGradients.forEach(arguments::add);
            arguments.add(throughInput);
            arguments.add(weights);
            List<NDList> parts = new ArrayList<>();
            BatchShares.run(
                    shares,
                    outputGradients.head().getShape().get(0),
                    (share, start, end) ->
                            arguments.runRange(script, "backward", start, end, saved.get(share)),
                    result -> parts.add(result.toNDList(scratch)));
            return BatchShares.gradients(parts);
        }
    }

    @Override
    public void close() {
        saved.forEach(IValue::close);
    }
}

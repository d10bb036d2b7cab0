/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Each thread takes some of the receivers, for graphs that are too few and too large to go to
 * threads as a whole. A layer needs what all nodes send, so the threads meet between layers: on the
 * way forth to put together Q and x of their nodes, on the way back to add up the gradients of
 * both. See receivers.ts.txt and receivers_backward.ts.txt.
 */
final class SharedReceivers implements SharedPass {

    private final TorchScript script;
    private final WeightList weights;
    private final int steps;
    private final int shares;

    /** What each share knows from one step to the next, and on the way back. */
    private final List<IValue> states = new ArrayList<>();

    private @Nullable IValue whole;

    /**
     * A pass.
     *
     * @param script the network
     * @param weights its weights
     * @param steps how many layers are run
     * @param shares into how many shares the receivers go
     */
    SharedReceivers(TorchScript script, WeightList weights, int steps, int shares) {
        this.script = script;
        this.weights = weights;
        this.steps = steps;
        this.shares = shares;
    }

    @Override
    public NDList forward(NDList batch, PtNDManager scratch) {
        try (NativeArguments arguments = new NativeArguments()) {
            batch.forEach(arguments::add);
            whole = arguments.run(script, "whole");
        }
        for (int i = 0; i < shares; i++) {
            states.add(NativeArguments.list(new NDList()));
        }
        Shape shape = batch.head().getShape().slice(0, 2);
        try (NativeArguments arguments = new NativeArguments()) {
            arguments.add(weights);
            NDList sent = new NDList();
            for (int step = 0; step <= steps; step++) {
                List<NDList> parts = run("step", step, arguments, shape.size(), sent, scratch);
                sent.close();
                sent = BatchShares.together(parts);
                parts.forEach(NDList::close);
            }
            return ofGraphs(sent, shape);
        }
    }

    @Override
    public NDList backward(NDList outputGradients, boolean throughInput, PtNDManager scratch) {
        Shape shape = outputGradients.head().getShape().slice(0, 2);
        try (NativeArguments arguments = new NativeArguments()) {
            outputGradients.forEach(arguments::add);
            arguments.add(throughInput);
            arguments.add(weights);
            NDList received = new NDList();
            for (int step = steps; step > 0; step--) {
                List<NDList> parts =
                        run("stepBackward", step, arguments, shape.size(), received, scratch);
                received.close();
                received = new NDList();
                for (NDList part : parts) {
                    received.addAll(part.subNDList(1).subList(0, 2));
                }
            }
            List<NDList> parts = run("stepBackward", 0, arguments, shape.size(), received, scratch);
            received.close();
            NDList gradients = BatchShares.gradients(parts);
            NDArray weightGradients = gradients.remove(0);
            return new NDList(weightGradients).addAll(ofGraphs(gradients, shape));
        }
    }

    private List<NDList> run(
            String method,
            int step,
            NativeArguments arguments,
            long receivers,
            NDList exchanged,
            PtNDManager scratch) {
        IValue graphs = Objects.requireNonNull(whole, "forward comes first");
        List<NDList> parts = new ArrayList<>(shares);
        try (IValue number = IValue.from((long) step);
                IValue list = NativeArguments.list(exchanged)) {
            BatchShares.run(
                    shares,
                    receivers,
                    (share, start, end) ->
                            arguments.runRange(
                                    script,
                                    method,
                                    start,
                                    end,
                                    number,
                                    graphs,
                                    list,
                                    states.get(share)),
                    result -> parts.add(result.toNDList(scratch)));
        }
        return parts;
    }

    /** Rows of all nodes as (B, N, length). */
    private static NDList ofGraphs(NDList rows, Shape graphs) {
        NDList tensors = new NDList();
        for (NDArray array : rows) {
            tensors.add(array.isEmpty() ? array : array.reshape(graphs.add(-1)));
        }
        return tensors;
    }

    @Override
    public void close() {
        states.forEach(IValue::close);
        if (whole != null) {
            whole.close();
        }
    }
}

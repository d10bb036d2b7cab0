/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.kernel.GradientMode;
import io.egnn.nn.kernel.TorchScript;
import io.egnn.weights.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the reference implementation computes, in its order of operations and as fast as that order
 * can be written: the whole network is one call of a {@link ReferenceText}.
 *
 * <p>It stands for the Python code in the benchmark: the same mathematics as {@link GraphNetwork}
 * with the same weights, on the same build of PyTorch, without Python's own time.
 *
 * @see <a href="https://github.com/vgsatorras/egnn">the reference, classes EGNN_vel, GNN, RF_vel,
 *     EGNN of egnn_clean, EGNN of qm9</a>
 */
final class ReferenceNetwork implements AutoCloseable {

    /** Name under which all weights go into TorchScript as one list. */
    static final String WEIGHTS = "weights[]";

    private final ReferenceText text;
    private final TorchScript script;
    private final NDList weights = new NDList();
    private final Map<String, NDArray> names = new LinkedHashMap<>();

    /**
     * Copies a network.
     *
     * @param network initialised; its weights are copied
     * @param manager where the copies are made
     * @throws IllegalArgumentException if the reference has no such network
     */
    ReferenceNetwork(GraphNetwork<?> network, NDManager manager) {
        text = ReferenceText.of(network.config());
        script = TorchScript.compile(ReferenceNetwork.class, text.constants(), text.resource());
        for (Map.Entry<String, Parameter> entry : StateDict.names(network).entrySet()) {
            NDArray copy = copy(entry.getValue().getArray());
            copy.attach(manager);
            copy.setRequiresGradient(true);
            copy.setName(WEIGHTS);
            names.put(entry.getKey(), copy);
            weights.add(copy);
        }
    }

    /** The weights by the names that the reference's {@code state_dict} has. */
    Map<String, NDArray> names() {
        return names;
    }

    /** The weights, each requiring a gradient. */
    NDList weights() {
        return weights;
    }

    /**
     * Runs the network.
     *
     * @param batch the graphs
     * @param training whether to record for autograd
     * @return what the network puts out, nodes as rows (B N, length)
     */
    NDList forward(EdgeList batch, boolean training) {
        NDList arguments = new NDList(batch.inputs());
        arguments.addAll(weights);
        return text.outputs(script.call(arguments, training));
    }

    /** Frees the native code; the weights belong to their manager. */
    @Override
    public void close() {
        script.close();
    }

    @SuppressWarnings("try") // the guard works by being open
    private static NDArray copy(NDArray weight) {
        try (GradientMode guard = GradientMode.off()) {
            return weight.duplicate();
        }
    }
}

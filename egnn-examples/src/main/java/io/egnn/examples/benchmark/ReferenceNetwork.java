/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.DifferenceScaling;
import io.egnn.nn.kernel.EgclConfig;
import io.egnn.nn.kernel.GradientMode;
import io.egnn.nn.kernel.TorchScript;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.weights.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the reference implementation computes, in its order of operations and as fast as that order
 * can be written: the whole network is one call of {@code reference.ts.txt}.
 *
 * <p>It stands for the Python code in the benchmark: the same mathematics as {@link Egnn} with the
 * same weights, on the same build of PyTorch, without Python's own time.
 *
 * @see <a href="https://github.com/vgsatorras/egnn">the reference, classes EGNN_vel, EGNN of
 *     egnn_clean, EGNN of qm9</a>
 */
final class ReferenceNetwork implements AutoCloseable {

    /** Name under which all weights go into TorchScript as one list. */
    static final String WEIGHTS = "weights[]";

    private static final int COORDINATE_WEIGHTS = 3;
    private static final int VELOCITY_WEIGHTS = 4;
    private static final int GATE_WEIGHTS = 2;

    private final EgnnConfig config;
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
    ReferenceNetwork(Egnn network, NDManager manager) {
        this.config = network.config();
        requireKnown(config.layer());
        script = TorchScript.compile(ReferenceNetwork.class, constants(), "reference.ts.txt");
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
     * @return what {@link EgnnConfig#outputs()} says, nodes as rows (B N, length)
     */
    NDList forward(EdgeList batch, boolean training) {
        NDList arguments = new NDList(batch.inputs());
        arguments.addAll(weights);
        NDList results = script.call(arguments, training);
        return switch (config.outputs()) {
            case FEATURES, GRAPH -> new NDList(results.get(0));
            case COORDINATES -> new NDList(results.get(1));
            case ALL -> results;
        };
    }

    /** Frees the native code; the weights belong to their manager. */
    @Override
    public void close() {
        script.close();
    }

    private Map<String, Object> constants() {
        EgclConfig layer = config.layer();
        boolean velocity = layer.velocity() != VelocityForm.NONE;
        int gate =
                8
                        + (layer.movesCoordinates() ? COORDINATE_WEIGHTS : 0)
                        + (velocity ? VELOCITY_WEIGHTS : 0);
        int perLayer = gate + (layer.inferredEdges() ? GATE_WEIGHTS : 0);
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("LAYERS", config.layers());
        constants.put("PER_LAYER", perLayer);
        constants.put("HIDDEN", layer.hiddenFeatures());
        constants.put("GATE", gate);
        constants.put("GATE_BIAS", gate + 1);
        constants.put("EDGE_ATTRIBUTES", python(layer.edgeAttributes() > 0));
        constants.put("INFERRED_EDGES", python(layer.inferredEdges()));
        constants.put("MOVES", python(layer.movesCoordinates()));
        // gcl.py, which has the velocities, clamps; egnn_clean does not.
        constants.put("CLAMPS", python(velocity));
        constants.put("VELOCITY", python(velocity));
        // Only the network of molecules pads, and it always does.
        constants.put("MASKED", python(config.outputs() == Outputs.GRAPH));
        constants.put("READS_OUT", python(config.outputs() == Outputs.GRAPH));
        constants.put(
                "MAPS_OUTPUT",
                python(config.outputs() != Outputs.GRAPH && config.outputFeatures() > 0));
        int head = 2 + config.layers() * perLayer;
        for (int i = 0; i < 8; i++) {
            constants.put("HEAD_" + i, head + i);
        }
        return constants;
    }

    @SuppressWarnings("try") // the guard works by being open
    private static NDArray copy(NDArray weight) {
        try (GradientMode guard = GradientMode.off()) {
            return weight.duplicate();
        }
    }

    private static void requireKnown(EgclConfig layer) {
        boolean known =
                layer.residual()
                        && layer.nodeAttributes() == 0
                        && layer.scaling() == DifferenceScaling.NONE
                        && !layer.tanh()
                        && layer.clamp() == Clamp.NONE
                        && layer.velocity() != VelocityForm.RECURSIVE
                        && (layer.coordinateUpdate() == CoordinateUpdate.NONE
                                || layer.coordinateUpdate() == CoordinateUpdate.NEIGHBOR_MEAN);
        if (!known) {
            throw new IllegalArgumentException(
                    "the transcription of the reference has no layer " + layer);
        }
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }
}

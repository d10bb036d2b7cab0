/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.EgclParameters.Affine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One native call per layer: the texts {@code edges.ts.txt} and {@code egcl.ts.txt}, compiled once
 * per configuration.
 *
 * <p>Complete graphs and neighbour lists take the same way through it: the senders of each receiver
 * are rows of an index, without the diagonal, so that no product is spent on pairs that do not
 * exist.
 */
final class TorchScriptKernel implements EgclKernel {

    static final TorchScriptKernel INSTANCE = new TorchScriptKernel();

    // Elements of one message tensor. In training the tensors are kept for the backward pass; 6
    // million floats stay
    // below the 32 MB from which glibc maps (and the system clears) fresh memory for each one. In
    // inference a
    // tensor is read back at once, so it should still lie in the cache.
    private static final int TRAINING_CHUNK = 6_000_000;
    private static final int INFERENCE_CHUNK = 500_000;

    private static final TorchScript LINEAR =
            TorchScript.compile(
                    "linear",
                    """
                    def forward(self: SELF, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
                      return torch.linear(x, w, b)
                    """);

    private final Map<Map<String, ?>, TorchScript> scripts = new ConcurrentHashMap<>();

    private TorchScriptKernel() {}

    @Override
    public Pass begin(GraphBatch batch, CoordinateUpdate update, boolean training) {
        requireAllNodesKnown(batch, update);
        return new ScriptPass(batch, update, training);
    }

    static void requireAllNodesKnown(GraphBatch batch, CoordinateUpdate update) {
        if (update.overAllNodes() && batch.neighbors() != null) {
            throw new IllegalArgumentException(
                    "coordinate update " + update + " needs complete graphs, got neighbour lists");
        }
    }

    private TorchScript script(String resource, Map<String, ?> constants) {
        return scripts.computeIfAbsent(
                constants, c -> TorchScript.compile(TorchScriptKernel.class, resource, c));
    }

    private TorchScript layerScript(EgclConfig c, boolean updateFeatures, boolean training) {
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("INPUTS", c.inputFeatures());
        constants.put("HIDDEN", c.hiddenFeatures());
        constants.put("EDGE_INPUTS", 1 + c.edgeAttributes());
        constants.put("EDGE_ATTRIBUTES", python(c.edgeAttributes() > 0));
        constants.put("NODE_ATTRIBUTES", c.nodeAttributes());
        constants.put("RESIDUAL", python(c.residual()));
        constants.put("MOVES", python(c.movesCoordinates()));
        constants.put("MEAN", python(c.coordinateUpdate().isMean()));
        constants.put("UNIT", python(c.scaling() == DifferenceScaling.UNIT));
        constants.put("DAMPED", python(c.scaling() == DifferenceScaling.DAMPED));
        constants.put("TANH", python(c.tanh()));
        constants.put("CLAMP_NORM", python(c.clamp() == Clamp.NORM));
        constants.put("CLAMP_COMPONENT", python(c.clamp() == Clamp.COMPONENT));
        constants.put("LIMIT", c.clampLimit());
        constants.put("LIMIT_SQUARED", c.clampLimit() * c.clampLimit());
        constants.put("VELOCITY", python(c.velocity() != VelocityForm.NONE));
        constants.put("RECURSIVE", python(c.velocity() == VelocityForm.RECURSIVE));
        constants.put("INFERRED_EDGES", python(c.inferredEdges()));
        constants.put("UPDATE_FEATURES", python(updateFeatures));
        constants.put("SILU", training ? "torch.silu" : "torch.silu_");
        constants.put("CHUNK", training ? TRAINING_CHUNK : INFERENCE_CHUNK);
        return script("egcl.ts.txt", constants);
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }

    private final class ScriptPass implements Pass {
        private final GraphBatch batch;
        private final boolean training;
        private final NDArray none;
        private final NDArray senders;
        private final NDArray edgeAttributes;
        private final NDArray mask;
        private final NDArray weights;

        ScriptPass(GraphBatch batch, CoordinateUpdate update, boolean training) {
            this.batch = batch;
            this.training = training;
            none = batch.coordinates().getManager().create(new Shape(0));
            NDList arguments =
                    new NDList(
                            batch.coordinates(),
                            orNone(batch.edgeAttributes()),
                            orNone(batch.nodeMask()),
                            orNone(batch.neighbors()),
                            orNone(batch.neighborMask()));
            NDList edges =
                    script(
                                    "edges.ts.txt",
                                    Map.of(
                                            "OVER_ALL_NODES",
                                            python(update.overAllNodes()),
                                            "MEAN",
                                            python(update.isMean())))
                            .call(arguments, training);
            senders = edges.get(0);
            edgeAttributes = edges.get(1);
            mask = edges.get(2);
            weights = edges.get(3);
        }

        @Override
        public NodeState start() {
            NDArray velocities = batch.velocities();
            return new NodeState(
                    rows(batch.features()),
                    rows(batch.coordinates()),
                    velocities == null ? null : rows(velocities));
        }

        @Override
        public NDArray affine(NDArray rows, Affine map) {
            return LINEAR.call(new NDList(rows, map.weight(), map.bias()), training).head();
        }

        @Override
        public NodeState layer(
                EgclConfig config,
                EgclParameters parameters,
                NodeState state,
                boolean updateFeatures) {
            NDArray attributes = batch.nodeAttributes();
            NDArray velocities = state.v();
            NDList arguments =
                    new NDList(
                            state.h(),
                            state.x(),
                            orNone(velocities),
                            senders,
                            edgeAttributes,
                            mask,
                            weights,
                            attributes == null ? none : rows(attributes));
            add(arguments, parameters.edge1());
            add(arguments, parameters.edge2());
            add(arguments, parameters.node1());
            add(arguments, parameters.node2());
            add(arguments, parameters.coordinate1());
            arguments.add(orNone(parameters.coordinate2()));
            add(arguments, parameters.velocity1());
            add(arguments, parameters.velocity2());
            add(arguments, parameters.gate());
            NDList out = layerScript(config, updateFeatures, training).call(arguments, training);
            return new NodeState(out.get(0), out.get(1), velocities == null ? null : out.get(2));
        }

        @Override
        public NDArray unpack(NDArray rows) {
            Shape shape = batch.coordinates().getShape();
            return rows.reshape(shape.get(0), shape.get(1), rows.getShape().get(1));
        }

        private NDArray rows(NDArray array) {
            Shape shape = array.getShape();
            return array.reshape(shape.get(0) * shape.get(1), shape.get(2));
        }

        private void add(NDList arguments, @Nullable Affine map) {
            arguments.add(map == null ? none : map.weight());
            arguments.add(map == null ? none : map.bias());
        }

        private NDArray orNone(@Nullable NDArray array) {
            return array == null ? none : array;
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.EgclParameters.Affine;
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

    private final EgclScripts scripts = new EgclScripts();

    private TorchScriptKernel() {}

    EgclScripts scripts() {
        return scripts;
    }

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
            NDList edges = scripts.edges(update).call(arguments, training);
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
            return scripts.affine(rows, training)
                    .call(new NDList(rows, map.weight(), map.bias()), training)
                    .head();
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
            NDList out =
                    scripts.layer(config, updateFeatures, state.h(), training)
                            .call(arguments, training);
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

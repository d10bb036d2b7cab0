/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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
        private final FlatEdges edges;

        ScriptPass(GraphBatch batch, CoordinateUpdate update, boolean training) {
            this.batch = batch;
            this.training = training;
            edges = FlatEdges.of(batch, update, training);
        }

        @Override
        public NodeState start() {
            NDArray velocities = batch.velocities();
            return new NodeState(
                    FlatEdges.rows(batch.features()),
                    FlatEdges.rows(batch.coordinates()),
                    velocities == null ? null : FlatEdges.rows(velocities));
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
                            edges.senders(),
                            edges.attributes(),
                            edges.mask(),
                            edges.weights(),
                            attributes == null ? edges.none() : FlatEdges.rows(attributes));
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
            return FlatEdges.unpack(rows, batch);
        }

        private void add(NDList arguments, @Nullable Affine map) {
            arguments.add(map == null ? edges.none() : map.weight());
            arguments.add(map == null ? edges.none() : map.bias());
        }

        private NDArray orNone(@Nullable NDArray array) {
            return array == null ? edges.none() : array;
        }
    }
}

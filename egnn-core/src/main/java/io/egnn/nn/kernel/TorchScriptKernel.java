/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.BatchShares.Split;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One native call for all layers: the texts {@code edges.ts.txt}, {@code egcl.ts.txt} and {@code
 * layers.ts.txt}, compiled once per configuration.
 *
 * <p>Complete graphs and neighbour lists take the same way through it: the senders of each receiver
 * are rows of an index, without the diagonal, so that no product is spent on pairs that do not
 * exist.
 */
final class TorchScriptKernel implements EgclKernel {

    static final TorchScriptKernel INSTANCE = new TorchScriptKernel(null, BatchShares.DEFAULT);

    private final EgclScripts scripts;
    private final BatchShares sharing;

    /**
     * A kernel.
     *
     * @param inference how inference multiplies; null for what is faster on this machine
     * @param sharing how threads share a batch
     */
    TorchScriptKernel(@Nullable LinearText inference, BatchShares sharing) {
        scripts = new EgclScripts(inference);
        this.sharing = sharing;
    }

    @Override
    public NodeState run(LayerStack stack, GraphBatch batch, boolean training) {
        requireAllNodesKnown(batch, stack.config().coordinateUpdate());
        NDList arguments =
                new NDList(
                        batch.features(),
                        batch.coordinates(),
                        Absent.orEmpty(batch.velocities()),
                        Absent.orEmpty(batch.edgeAttributes()),
                        Absent.orEmpty(batch.nodeMask()),
                        Absent.orEmpty(batch.neighbors()),
                        Absent.orEmpty(batch.neighborMask()),
                        Absent.orEmpty(batch.nodeAttributes()));
        WeightList weights = stack.weights();
        GradientTape tape = training ? GradientTape.current() : null;
        int features = stack.config().hiddenFeatures();
        if (tape != null && RecordedNetwork.covers(batch)) {
            Split split = sharing.split(batch, features);
            if (split.shares() > 1) {
                NDList out =
                        scripts.recordedOf(stack, weights.size())
                                .forward(arguments, weights, split, tape);
                return new NodeState(
                        out.get(0), out.get(1), batch.velocities() == null ? null : out.get(2));
            }
        }
        // Autograd's threads share operations, and so does an inference of few large graphs.
        int shares = training ? 1 : sharing.byGraphs(batch, features);
        NDList out =
                scripts.of(stack, weights.size(), batch.features(), training, shares)
                        .call(arguments, weights, training, shares);
        Iterator<NDArray> results = out.iterator();
        return new NodeState(
                stack.givesFeatures() ? results.next() : batch.features(),
                stack.changesCoordinates() ? results.next() : batch.coordinates(),
                batch.velocities() != null && stack.changesVelocities()
                        ? results.next()
                        : batch.velocities());
    }

    static void requireAllNodesKnown(GraphBatch batch, CoordinateUpdate update) {
        if (update.overAllNodes() && batch.neighbors() != null) {
            throw new IllegalArgumentException(
                    "coordinate update " + update + " needs complete graphs, got neighbour lists");
        }
    }
}

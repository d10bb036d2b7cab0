/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDManager;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.NetworkConfig;
import java.util.List;

/** A network and the samples that it is timed on, the same at every call. */
interface Workload {

    /** Its key in the JSON output. */
    String key();

    NetworkConfig config();

    /** F, the length of messages. */
    int hiddenFeatures();

    /** L. */
    int layers();

    /**
     * All samples in the batches of one side, in float32.
     *
     * @param side whose batches
     * @param manager where the arrays are made
     */
    List<GraphBatch> batches(Side side, NDManager manager);

    /** The number of graphs, or of points where there is one graph. */
    int samples();

    /** How many samples the reference takes at once. */
    int batchSamples();

    /** Directed edges of all samples, without padding and self loops. */
    long edges();

    /** Nodes of all samples, without padding. */
    long nodes();

    /**
     * The arithmetic of a training step over all samples: \(3 \cdot 2 F^2 L (E + 5 N)\)
     * floating-point operations. One product of (F, F) per edge, since the first map of phi_e is
     * linear in each of its nodes, five per node, and a backward pass that costs twice the forward
     * pass.
     */
    default double stepOperations() {
        double f = hiddenFeatures();
        return 3 * 2 * f * f * layers() * (edges() + 5.0 * nodes());
    }

    /** Whether to time forward and backward passes without Adam, too. */
    default boolean timesPasses() {
        return false;
    }

    /**
     * A workload by its key, in another process.
     *
     * @param name a key; for points the number may follow after a colon, {@code points:1000}
     * @throws IllegalArgumentException if there is none of that name
     */
    static Workload named(String name) {
        String[] parts = name.split(":", 2);
        return switch (parts[0]) {
            case "nbody" -> ParticleWorkload.EGNN;
            case "gnn" -> ParticleWorkload.GNN;
            case "rf" -> ParticleWorkload.RADIAL_FIELD;
            case "molecules" -> new MoleculeWorkload();
            case "points" ->
                    new PointWorkload(
                            parts.length == 1 ? PointWorkload.POINTS : Integer.parseInt(parts[1]));
            default ->
                    throw new IllegalArgumentException(
                            "expected the workload nbody, gnn, rf, molecules or points, got "
                                    + name);
        };
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import io.egnn.graph.GraphBatch;

/** The arithmetic of equivariant graph convolutional layers: equations 3 to 8. */
public interface EgclKernel {

    /**
     * The fast kernel: one native call for all layers.
     *
     * <p>On the calling thread it leaves TorchScript's profiling executor switched off, also for
     * other TorchScript models that the thread runs.
     *
     * @return the kernel that blocks use unless told otherwise
     */
    static EgclKernel torchScript() {
        return TorchScriptKernel.INSTANCE;
    }

    /**
     * The readable kernel, one NDArray operation after the other as the paper prints them; what the
     * other is tested against.
     *
     * @return the kernel
     */
    static EgclKernel ndArray() {
        return NDArrayKernel.INSTANCE;
    }

    /**
     * Runs layers one after the other.
     *
     * @param stack the layers
     * @param batch the graphs
     * @param training whether to record for autograd
     * @return what the last layer leaves: h (B, N, F), x (B, N, n), and v (B, N, n) if the batch
     *     has velocities; the batch's own array for each that no layer changes, and for h where
     *     nobody reads it
     * @throws IllegalArgumentException if the coordinate update is over all nodes and the batch has
     *     neighbour lists
     */
    NodeState run(LayerStack stack, GraphBatch batch, boolean training);
}

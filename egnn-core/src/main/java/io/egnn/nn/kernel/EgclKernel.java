/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import io.egnn.graph.GraphBatch;

/** The arithmetic of an equivariant graph convolutional layer: equations 3 to 8. */
public interface EgclKernel {

    /**
     * The fast kernel: one native call per layer.
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
     * Starts a pass over a batch: works out who sends to whom, which all layers share.
     *
     * @param batch the graphs
     * @param update the coordinate update that all layers of this pass use
     * @param training whether to record for autograd
     * @return the pass
     * @throws IllegalArgumentException if the update is over all nodes and the batch has neighbour
     *     lists
     */
    Pass begin(GraphBatch batch, CoordinateUpdate update, boolean training);

    /** One pass over a batch, in which node tensors have the kernel's own shape. */
    interface Pass {

        /**
         * The batch's own state, before the first layer.
         *
         * @return features, coordinates and velocities
         */
        NodeState start();

        /**
         * An affine map of node features, \( y = x W^T + b \).
         *
         * @param rows features in the kernel's shape
         * @param map weight and bias
         * @return the mapped features
         */
        NDArray affine(NDArray rows, EgclParameters.Affine map);

        /**
         * One layer.
         *
         * @param config sizes and options
         * @param parameters weights
         * @param state what the layer before left
         * @param updateFeatures false to leave h as it is (equation 6 skipped), where nobody reads
         *     it afterwards
         * @return the state after equations 3 to 8
         */
        NodeState layer(
                EgclConfig config,
                EgclParameters parameters,
                NodeState state,
                boolean updateFeatures);

        /**
         * Node tensors in the batch's shape again.
         *
         * @param rows features, coordinates or velocities in the kernel's shape
         * @return (B, N, length)
         */
        NDArray unpack(NDArray rows);
    }
}

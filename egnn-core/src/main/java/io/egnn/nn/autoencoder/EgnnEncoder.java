/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.autoencoder;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egcl;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.NodeState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers {@link Egcl}, the first one without a residual, each followed by a pull to the origin:
 * noise x and adjacency a in, x out. The last phi_h, whose result nothing reads, is not computed.
 */
final class EgnnEncoder extends AbstractBlock {

    private static final byte VERSION = 1;

    private final GraphAutoencoderConfig config;
    private final EgclKernel kernel;
    private final List<Egcl> layers = new ArrayList<>();

    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    EgnnEncoder(GraphAutoencoderConfig config, EgclKernel kernel) {
        super(VERSION);
        this.config = config;
        this.kernel = kernel;
        int hidden = config.hiddenFeatures();
        for (int i = 0; i < config.layers(); i++) {
            Egcl layer =
                    Egcl.builder()
                            .setFeatures(i == 0 ? 1 : hidden, hidden, hidden)
                            .optResidual(i > 0)
                            .optEdgeAttributes(1)
                            .optKernel(kernel)
                            .build();
            layers.add(addChildBlock("gcl_" + i, layer));
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            @Nullable PairList<String, Object> params) {
        GraphBatch batch = GraphBatch.of(inputs);
        Device device = batch.coordinates().getDevice();
        EgclKernel.Pass pass = kernel.begin(batch, CoordinateUpdate.NEIGHBOR_MEAN, training);
        NodeState state = pass.start();
        for (int i = 0; i < layers.size(); i++) {
            Egcl layer = layers.get(i);
            NodeState moved =
                    pass.layer(
                            layer.config(),
                            layer.parameters(store, device, training),
                            state,
                            i < layers.size() - 1);
            NDArray x = moved.x().mul(1 - config.pull());
            state = new NodeState(moved.h(), x, null);
        }
        return new NDList(pass.unpack(state.x()));
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        layers.forEach(layer -> layer.initialize(manager, dataType, inputShapes));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

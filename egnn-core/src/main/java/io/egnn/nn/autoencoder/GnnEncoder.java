/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.autoencoder;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.AffineMap;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig.Encoder;
import io.egnn.nn.baseline.Gcl;
import io.egnn.nn.baseline.GclConfig;
import io.egnn.nn.kernel.GclKernel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers {@link Gcl}, the first one without a residual, and an affine map of their features: a
 * feature of each node, which is 1 or noise, and adjacency a in, (B, N, n) out.
 */
final class GnnEncoder extends AbstractBlock {

    private static final byte VERSION = 1;

    private final GraphAutoencoderConfig config;
    private final List<Gcl> layers = new ArrayList<>();
    private final Linear map;

    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    GnnEncoder(GraphAutoencoderConfig config) {
        super(VERSION);
        this.config = config;
        int hidden = config.hiddenFeatures();
        for (int i = 0; i < config.layers(); i++) {
            GclConfig layer = new GclConfig(i == 0 ? 1 : hidden, hidden, hidden, 1, i > 0, false);
            layers.add(addChildBlock("gcl_" + i, new Gcl(layer)));
        }
        map = addChildBlock("fc_emb", AffineMap.create(hidden, config.embedding()));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            @Nullable PairList<String, Object> params) {
        GraphBatch batch = GraphBatch.of(inputs);
        NDArray noise = batch.coordinates();
        Device device = noise.getDevice();
        GraphBatch features =
                new GraphBatch(
                        config.encoder() == Encoder.NOISE_GNN ? noise : batch.features(),
                        noise,
                        null,
                        batch.edgeAttributes(),
                        batch.nodeMask(),
                        null,
                        batch.neighborMask(),
                        null);
        List<GclKernel.Layer> weights =
                layers.stream().map(layer -> layer.parameters(store, device, training)).toList();
        NDArray h =
                GclKernel.forward(
                        features, new GclKernel.Network(null, weights, null, null), training);
        return map.forward(store, new NDList(h), training);
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        layers.forEach(layer -> layer.initialize(manager, dataType, inputShapes));
        map.initialize(manager, dataType, new Shape(1, config.hiddenFeatures()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[1];
        return new Shape[] {new Shape(x.get(0), x.get(1), config.embedding())};
    }
}

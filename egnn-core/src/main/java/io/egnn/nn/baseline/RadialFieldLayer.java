/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.AffineMap;
import io.egnn.nn.Mlp;
import io.egnn.nn.kernel.RadialFieldKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One layer of a {@link RadialField}: the same input and output, {@code layers} ignored. */
final class RadialFieldLayer extends AbstractBlock {

    private static final byte VERSION = 1;

    private final RadialFieldConfig config;
    private final Mlp phi;
    private final @Nullable Mlp velocityMlp;

    RadialFieldLayer(RadialFieldConfig config) {
        super(VERSION);
        this.config = config;
        int hidden = config.hiddenFeatures();
        phi =
                addChildBlock(
                        "phi",
                        new Mlp(1 + config.edgeAttributes(), hidden, AffineMap.createSmall()));
        velocityMlp =
                config.velocity() ? addChildBlock("coord_mlp_vel", new Mlp(1, hidden, 1)) : null;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            @Nullable PairList<String, Object> params) {
        GraphBatch batch = GraphBatch.of(inputs);
        Device device = batch.coordinates().getDevice();
        return new NDList(
                RadialFieldKernel.forward(
                        batch,
                        config.options(),
                        List.of(parameters(store, device, training)),
                        training));
    }

    /** The layer's arrays on a device. */
    RadialFieldKernel.Layer parameters(ParameterStore store, Device device, boolean training) {
        return new RadialFieldKernel.Layer(
                AffineMap.values(phi.first(), store, device, training),
                AffineMap.weight(phi.second(), store, device, training),
                velocityMlp == null
                        ? null
                        : AffineMap.values(velocityMlp.first(), store, device, training),
                velocityMlp == null
                        ? null
                        : AffineMap.values(velocityMlp.second(), store, device, training));
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Block child : getChildren().values()) {
            child.initialize(manager, dataType, inputShapes);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

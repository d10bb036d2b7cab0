/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.autoencoder;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egcl;
import io.egnn.nn.EgclOptions;
import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.LayerStack;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers {@link Egcl}, the first one without a residual, each followed by a pull to the origin:
 * noise x and adjacency a in, x out. The last phi_h, whose result nothing reads, is not computed.
 *
 * <p>One neighbour moves a node by 100 at most in each layer. Without this bound, of which ordinary
 * embeddings are far, points that are apart grow with the third power of their distance in every
 * layer, and one such step of a training ends it.
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
                            .optClamp(Clamp.NORM, EgclOptions.REFERENCE_CLAMP_LIMIT)
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
        LayerStack stack =
                new LayerStack(
                        layers.get(layers.size() - 1).config(),
                        false,
                        null,
                        layers.stream()
                                .map(layer -> layer.parameters(store, device, training))
                                .toList(),
                        1,
                        false,
                        null,
                        config.pull());
        return new NDList(kernel.run(stack, batch, training).x());
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

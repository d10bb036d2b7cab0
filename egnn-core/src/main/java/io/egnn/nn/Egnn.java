/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.IntraOpThreads;
import io.egnn.nn.kernel.LayerStack;
import io.egnn.nn.kernel.NodeState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An E(n)-equivariant graph neural network: an affine map of h, L layers {@link Egcl}, and
 * optionally an affine map of h at the end.
 *
 * <p>Input: the list of a {@link GraphBatch}. Output, by {@link EgnnConfig#outputs()}: {@code h}
 * (B, N, F), {@code x} (B, N, n), {@code v} (B, N, n), or {@code y} (B, T) per graph. Features of
 * padded nodes are 0.
 *
 * <p>E(n)-equivariant in x and v, invariant in h, permutation-equivariant ({@code EgnnTest}), but
 * for {@link io.egnn.nn.kernel.Clamp#COMPONENT}.
 *
 * <p>Child blocks have the reference's names: {@code embedding} ({@code embedding_in} and {@code
 * embedding_out} if there is a map at the end) and {@code gcl_0}, {@code gcl_1} and so on.
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks; reference classes EGNN (egnn_clean), EGNN_vel, EGNN (qm9)</a>
 */
public final class Egnn extends GraphNetwork<EgnnConfig> {

    private final EgclKernel kernel;
    private final Linear embedding;
    private final List<Egcl> layers = new ArrayList<>();
    private final @Nullable Linear outputMap;
    private final @Nullable Mlp nodeReadout;
    private final @Nullable Mlp graphReadout;

    /**
     * A network with the fast kernel.
     *
     * @param config sizes and options
     */
    public Egnn(EgnnConfig config) {
        this(config, EgclKernel.torchScript());
    }

    /**
     * A network.
     *
     * @param config sizes and options
     * @param kernel the arithmetic
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public Egnn(EgnnConfig config, EgclKernel kernel) {
        super(config);
        this.kernel = kernel;
        int features = config.layer().inputFeatures();
        boolean perGraph = config.outputs() == Outputs.GRAPH;
        boolean mapsOutput = config.outputFeatures() > 0 && !perGraph;
        embedding =
                addChildBlock(
                        mapsOutput ? "embedding_in" : "embedding",
                        AffineMap.create(config.inputFeatures(), features));
        for (int i = 0; i < config.layers(); i++) {
            layers.add(
                    config.sharedLayers() && i > 0
                            ? layers.get(0)
                            : addChildBlock("gcl_" + i, new Egcl(config.layer(), kernel)));
        }
        outputMap =
                mapsOutput
                        ? addChildBlock(
                                "embedding_out",
                                AffineMap.create(features, config.outputFeatures()))
                        : null;
        nodeReadout =
                perGraph ? addChildBlock("node_dec", new Mlp(features, features, features)) : null;
        graphReadout =
                perGraph
                        ? addChildBlock(
                                "graph_dec", new Mlp(features, features, config.outputFeatures()))
                        : null;
    }

    /**
     * The layers, first to last, the same one again if they share weights: freeze those that
     * fine-tuning should leave alone.
     *
     * @return the layers
     */
    public List<Egcl> layers() {
        return List.copyOf(layers);
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        EgnnConfig config = config();
        requireLength("h", config.inputFeatures(), batch.features());
        Egcl.checkEdges(config.layer(), batch);
        NodeState state =
                kernel.run(
                        stack(store, batch.coordinates().getDevice(), training), batch, training);
        if (nodeReadout != null && graphReadout != null) {
            // A hundredth of the arithmetic: threads that have shared it would keep the cores busy
            // while others share the next batch.
            try (IntraOpThreads one = training ? null : IntraOpThreads.one()) {
                NDList nodes = new NDList(state.h());
                NDArray read = present(batch, nodeReadout.forward(store, nodes, training).head());
                return graphReadout.forward(store, new NDList(read.sum(new int[] {1})), training);
            }
        }
        NDList outputs = new NDList();
        if (config.outputs() != Outputs.COORDINATES) {
            outputs.add(present(batch, state.h()));
        }
        if (config.outputs() != Outputs.FEATURES) {
            outputs.add(state.ownCoordinates(batch));
        }
        NDArray velocities = config.outputs() == Outputs.ALL ? state.ownVelocities(batch) : null;
        if (velocities != null) {
            outputs.add(velocities);
        }
        return outputs;
    }

    private LayerStack stack(ParameterStore store, Device device, boolean training) {
        EgnnConfig config = config();
        List<Egcl> distinct = config.sharedLayers() ? layers.subList(0, 1) : layers;
        return new LayerStack(
                config.layer(),
                true,
                AffineMap.values(embedding, store, device, training),
                distinct.stream().map(layer -> layer.parameters(store, device, training)).toList(),
                layers.size() / distinct.size(),
                config.outputs() != Outputs.COORDINATES,
                outputMap == null ? null : AffineMap.values(outputMap, store, device, training),
                0);
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        EgnnConfig config = config();
        embedding.initialize(manager, dataType, new Shape(1, config.inputFeatures()));
        for (Egcl layer : layers.subList(0, config.sharedLayers() ? 1 : layers.size())) {
            layer.initialize(manager, dataType, inputShapes);
        }
        if (nodeReadout != null && graphReadout != null) {
            nodeReadout.initialize(manager, dataType, inputShapes);
            graphReadout.initialize(manager, dataType, inputShapes);
        }
        if (outputMap != null) {
            outputMap.initialize(manager, dataType, new Shape(1, config.layer().outputFeatures()));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        EgnnConfig config = config();
        Shape h = inputShapes[0];
        Shape x = inputShapes[1];
        int length =
                config.outputFeatures() > 0
                        ? config.outputFeatures()
                        : config.layer().outputFeatures();
        if (config.outputs() == Outputs.GRAPH) {
            return new Shape[] {new Shape(h.get(0), length)};
        }
        List<Shape> shapes = new ArrayList<>();
        if (config.outputs() != Outputs.COORDINATES) {
            shapes.add(new Shape(h.get(0), h.get(1), length));
        }
        if (config.outputs() != Outputs.FEATURES) {
            shapes.add(x);
        }
        if (config.outputs() == Outputs.ALL
                && inputShapes.length > 2
                && inputShapes[2].size() > 0) {
            shapes.add(x);
        }
        return shapes.toArray(new Shape[0]);
    }
}

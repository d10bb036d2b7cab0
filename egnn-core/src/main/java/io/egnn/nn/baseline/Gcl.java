/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.AffineMap;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.Mlp;
import io.egnn.nn.kernel.GclKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The graph convolutional layer, GCL: first column of table 1.
 *
 * <p>\[ m_{ij} = \phi_e(h_i^l, h_j^l, a_{ij}), \qquad m_i = \sum_{j \in N(i)} e_{ij} m_{ij}, \qquad
 * h_i^{l+1} = \phi_h(h_i^l, m_i) \quad (2) \]
 *
 * <p>With a residual, \( h_i^l \) is added to phi_h. With attention, \( e_{ij} =
 * \sigma(\phi_a(|h_i^l - h_j^l|)) \), the absolute value of each feature; otherwise e is the
 * adjacency (1 for every edge given). phi_e ends in a SiLU.
 *
 * <p>Input: the list of a {@link GraphBatch}, of which it reads h (B, N, input features), a and the
 * masks. Output: {@code h} (B, N, output features), 0 at nodes that are padding.
 *
 * <p>Permutation-equivariant and nothing else: what features mean in space it cannot know ({@code
 * GclTest}, {@code GnnTest}).
 *
 * <p>The reference's layer, with its names: a reference {@code state_dict} loads as it is ({@code
 * edge_mlp}, {@code node_mlp}, {@code att_mlp}).
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 2.1 and table 1; reference class GCL</a>
 */
public final class Gcl extends GraphNetwork<GclConfig> {

    private final Mlp edgeMlp;
    private final Mlp nodeMlp;
    private final @Nullable Mlp attentionMlp;

    /**
     * A layer.
     *
     * @param config sizes and options
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public Gcl(GclConfig config) {
        super(config);
        int in = config.inputFeatures();
        int hidden = config.hiddenFeatures();
        edgeMlp =
                addChildBlock(
                        "edge_mlp", new Mlp(2 * in + config.edgeAttributes(), hidden, hidden));
        nodeMlp = addChildBlock("node_mlp", new Mlp(in + hidden, hidden, config.outputFeatures()));
        attentionMlp = config.attention() ? addChildBlock("att_mlp", new Mlp(in, hidden, 1)) : null;
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        requireLength("h", config().inputFeatures(), batch.features());
        requireLength("a", config().edgeAttributes(), batch.edgeAttributes());
        Device device = batch.coordinates().getDevice();
        GclKernel.Network network =
                new GclKernel.Network(
                        null, List.of(parameters(store, device, training)), null, null);
        return new NDList(present(batch, GclKernel.forward(batch, network, training)));
    }

    /**
     * The layer's arrays, for a network that goes through its layers in one call.
     *
     * @param store holds the arrays
     * @param device where they are wanted
     * @param training whether to record for autograd
     * @return the weights
     */
    public GclKernel.Layer parameters(ParameterStore store, Device device, boolean training) {
        return new GclKernel.Layer(
                AffineMap.values(edgeMlp.first(), store, device, training),
                AffineMap.values(edgeMlp.second(), store, device, training),
                AffineMap.values(nodeMlp.first(), store, device, training),
                AffineMap.values(nodeMlp.second(), store, device, training),
                attentionMlp == null
                        ? null
                        : AffineMap.values(attentionMlp.first(), store, device, training),
                attentionMlp == null
                        ? null
                        : AffineMap.values(attentionMlp.second(), store, device, training),
                config().residual());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape h = inputShapes[0];
        return new Shape[] {new Shape(h.get(0), h.get(1), config().outputFeatures())};
    }
}

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
import io.egnn.nn.SingleMap;
import io.egnn.nn.kernel.GclKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph neural network of the N-body experiment: an affine map of h, L residual layers {@link
 * Gcl}, and a perceptron for each node.
 *
 * <p>\[ h_i^0 = W h_i + b, \qquad h_i^{l+1} = h_i^l + \phi_h\Bigl(h_i^l, \sum_{j \in N(i)}
 * \phi_e(h_i^l, h_j^l, a_{ij})\Bigr) \quad (2), \qquad y_i = \phi_{dec}(h_i^L) \]
 *
 * <p>In the experiment h = [x, v] and y is the position asked for, directly, not as a change of x.
 *
 * <p>Input: the list of a {@link GraphBatch}, of which it reads h (B, N, input features), a and the
 * masks. Output: {@code y} (B, N, output features) in the unit of the data, 0 at nodes that are
 * padding.
 *
 * <p>Permutation-equivariant, but neither translations nor rotations of the input do the same to
 * the output ({@code GnnTest}).
 *
 * <p>The reference's network, with its names: {@code embedding}, {@code gcl_0}, {@code gcl_1} and
 * so on, {@code decoder}.
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 5.1 and table 1; reference class GNN</a>
 */
public final class Gnn extends GraphNetwork<GnnConfig> {

    private final SingleMap embedding;
    private final List<Gcl> layers = new ArrayList<>();
    private final Mlp decoder;

    /**
     * A network.
     *
     * @param config its sizes
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public Gnn(GnnConfig config) {
        super(config);
        int hidden = config.hiddenFeatures();
        embedding = addChildBlock("embedding", new SingleMap(config.inputFeatures(), hidden));
        for (int i = 0; i < config.layers(); i++) {
            layers.add(addChildBlock("gcl_" + i, new Gcl(config.layer())));
        }
        decoder = addChildBlock("decoder", new Mlp(hidden, hidden, config.outputFeatures()));
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        requireLength("h", config().inputFeatures(), batch.features());
        requireLength("a", config().edgeAttributes(), batch.edgeAttributes());
        Device device = batch.coordinates().getDevice();
        GclKernel.Network network =
                new GclKernel.Network(
                        AffineMap.values(embedding.map(), store, device, training),
                        layers.stream()
                                .map(layer -> layer.parameters(store, device, training))
                                .toList(),
                        AffineMap.values(decoder.first(), store, device, training),
                        AffineMap.values(decoder.second(), store, device, training));
        return new NDList(present(batch, GclKernel.forward(batch, network, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape h = inputShapes[0];
        return new Shape[] {new Shape(h.get(0), h.get(1), config().outputFeatures())};
    }
}

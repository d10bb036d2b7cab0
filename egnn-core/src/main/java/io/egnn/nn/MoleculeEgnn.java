/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.GaussianBasis;
import org.jspecify.annotations.Nullable;

/**
 * Several properties of a molecule from one network: the layers of section 5.3, and a readout that
 * knows what a dipole is.
 *
 * <p>\[ y = \phi_2\Bigl(\sum_i \phi_1(h_i^L)\Bigr), \qquad y_{dipole} = \Bigl\lVert \sum_i (q_i -
 * \bar q)\, x_i \Bigr\rVert, \quad q_i = \phi_q(h_i^L) \]
 *
 * <p>The charges add up to zero, so the dipole does not depend on the origin. What edges know of
 * their distance beside its square are Gaussians of it, {@link GaussianBasis}.
 *
 * <p>Input: the list of a {@link GraphBatch} of complete graphs, of which it reads h (B, N, input
 * features), x (B, N, n) and the node mask. Output: {@code y} (B, T).
 *
 * <p>E(n)-invariant in x, permutation-invariant ({@code MoleculeEgnnTest}).
 *
 * <p>The reference trains one network for each property, which sees squared distances alone; that
 * is an {@link Egnn} with outputs {@code GRAPH}.
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 5.3; reference class EGNN (qm9)</a>
 */
public final class MoleculeEgnn extends GraphNetwork<MoleculeEgnnConfig> {

    private final Egnn trunk;
    private final Mlp nodeReadout;
    private final Mlp graphReadout;
    private final @Nullable Mlp chargeReadout;

    /**
     * A network.
     *
     * @param config sizes and options
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public MoleculeEgnn(MoleculeEgnnConfig config) {
        super(config);
        int features = config.trunk().layer().outputFeatures();
        trunk = addChildBlock("trunk", new Egnn(config.trunk()));
        nodeReadout = addChildBlock("node_dec", new Mlp(features, features, features));
        graphReadout =
                addChildBlock("graph_dec", new Mlp(features, features, config.outputFeatures()));
        chargeReadout =
                config.dipole() < 0
                        ? null
                        : addChildBlock("charge_dec", new Mlp(features, features, 1));
    }

    /**
     * The layers: freeze those that fine-tuning should leave alone.
     *
     * @return the network before the readout
     */
    public Egnn trunk() {
        return trunk;
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        if (batch.neighbors() != null || batch.neighborMask() != null) {
            throw new IllegalArgumentException(
                    "a network of molecules needs complete graphs, the batch has neighbours");
        }
        GraphBatch edges = batch.withEdgeAttributes(gaussians(batch.coordinates()));
        NDList h = new NDList(trunk.forward(store, edges.toNDList(), training).head());
        NDArray nodes = present(batch, nodeReadout.forward(store, h, training).head());
        NDArray y =
                graphReadout.forward(store, new NDList(nodes.sum(new int[] {1})), training).head();
        if (chargeReadout == null) {
            return new NDList(y);
        }
        NDArray q = present(batch, chargeReadout.forward(store, h, training).head());
        int at = config().dipole();
        return new NDList(
                y.get(":, :" + at)
                        .concat(dipole(batch, q), 1)
                        .concat(y.get(":, " + (at + 1) + ":"), 1));
    }

    /** Of all distances, (B, N, N, number). */
    private NDArray gaussians(NDArray x) {
        NDArray differences = x.expandDims(2).sub(x.expandDims(1));
        // The smallest argument keeps the root's derivative finite where two points coincide.
        NDArray d = differences.square().sum(new int[] {3}, true).clip(1e-30, 1e30).sqrt();
        return config().basis().of(d);
    }

    /** The length of the dipole of charges (B, N, 1), which are 0 at padding, (B, 1). */
    private static NDArray dipole(GraphBatch batch, NDArray charges) {
        NDArray mask = batch.nodeMask();
        NDArray q = charges;
        if (mask == null) {
            q = q.sub(q.mean(new int[] {1}, true));
        } else {
            NDArray nodes = mask.expandDims(2);
            NDArray mean = q.sum(new int[] {1}, true).div(nodes.sum(new int[] {1}, true));
            q = q.sub(nodes.mul(mean));
        }
        NDArray p = q.mul(batch.coordinates()).sum(new int[] {1});
        return p.square().sum(new int[] {1}, true).add(1e-12).sqrt();
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), config().outputFeatures())};
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.kernel.RadialFieldKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The radial field: second column of table 1, L layers that move points along their differences.
 *
 * <p>\[ m_{ij} = \phi_{rf}(\lVert r_{ij}^l \rVert, a_{ij})\, r_{ij}^l, \quad r_{ij}^l = x_i^l -
 * x_j^l, \qquad m_i = C \sum_{j \in N(i)} m_{ij}, \qquad x_i^{l+1} = (1 - d)\, x_i^l + m_i +
 * \phi_v(\lVert v_i \rVert)\, v_i \]
 *
 * <p>C is 1 over the number of neighbours present. The last term is there with velocities alone,
 * which stay what they were; d is the {@link RadialFieldConfig#decay() decay}, 0 unless set.
 *
 * <p>Input: the list of a {@link GraphBatch}, of which it reads x (B, N, n), v (B, N, n) where the
 * configuration has velocities, a and the masks; h is ignored. Output: {@code x} (B, N, n) in the
 * unit of the data.
 *
 * <p>E(n)-equivariant in x and v, permutation-equivariant ({@code RadialFieldTest}), but for {@link
 * RadialFieldConfig#componentLimit()} and {@link RadialFieldConfig#decay()}.
 *
 * <p>Where it differs from the paper: table 1 has neither the mean nor a_ij, the experiments' code
 * has both. Where it differs from that code: coordinates are never changed in place, and gradients
 * are finite where two points coincide. Child blocks have its names: {@code gcl_0.phi}, {@code
 * gcl_0.coord_mlp_vel} and so on.
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, table 1; reference classes RF_vel, GCL_rf_vel, GCL_rf</a>
 * @see <a href="https://arxiv.org/abs/1910.00753">K&ouml;hler, Klein, No&eacute;: Equivariant
 *     Flows</a>
 */
public final class RadialField extends GraphNetwork<RadialFieldConfig> {

    private final List<RadialFieldLayer> layers = new ArrayList<>();

    /**
     * A network.
     *
     * @param config sizes and options
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public RadialField(RadialFieldConfig config) {
        super(config);
        for (int i = 0; i < config.layers(); i++) {
            layers.add(addChildBlock("gcl_" + i, new RadialFieldLayer(config)));
        }
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        requireLength("a", config().edgeAttributes(), batch.edgeAttributes());
        if (config().velocity() && batch.velocities() == null) {
            throw new IllegalArgumentException(
                    "a radial field with velocities needs them, the batch has none");
        }
        Device device = batch.coordinates().getDevice();
        return new NDList(
                RadialFieldKernel.forward(
                        batch,
                        config().options(),
                        layers.stream()
                                .map(layer -> layer.parameters(store, device, training))
                                .toList(),
                        training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.AffineMap;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.SingleMap;
import io.egnn.nn.kernel.EgclParameters.Affine;
import io.egnn.nn.kernel.SchNetKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * SchNet: fourth column of table 1, continuous-filter convolutions over distances.
 *
 * <p>\[ m_{ij} = f_c(d_{ij})\, \phi_{cf}(d_{ij}) \odot \phi_s(h_j^l), \qquad m_i = \sum_{j \neq i}
 * m_{ij}, \qquad h_i^{l+1} = h_i^l + \phi_h(m_i), \qquad y = \sum_i \phi_y(h_i^L) \]
 *
 * <p>with \(d_{ij} = \lVert x_i - x_j \rVert\), \(\phi_s\) an affine map and the others two of them
 * with a shifted softplus \(\ln(e^z / 2 + 1 / 2)\) between them. \(\phi_{cf}\) ends without one. It
 * reads the distance as Gaussians, \(\exp(-(d - \mu_k)^2 / 2 \delta^2)\), whose centres \(\mu_k\)
 * lie \(\delta\) apart from 0 to the cut-off c, and \(f_c(d) = (\cos(\pi d / c) + 1) / 2\), 0 from
 * c on. A node without neighbours keeps its h but for \(\phi_h(0)\).
 *
 * <p>Input: the list of a {@link GraphBatch}, of which it reads h (B, N, input features), x (B, N,
 * n) in the unit of the cut-off, and the masks. Output: {@code y} (B, output features).
 *
 * <p>E(n)-invariant in x, permutation-invariant ({@code SchNetTest}).
 *
 * <p>Where it differs from SchNet's paper: types of atoms come as features through an affine map
 * rather than by a table, messages fade out smoothly at the cut-off, and filters end without a
 * softplus, both as in SchNetPack; a node sends no message to itself, as in table 1.
 *
 * @see <a href="https://arxiv.org/abs/1706.08566">Sch&uuml;tt et al.: SchNet; reference class
 *     SchNet of SchNetPack</a>
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, table 1</a>
 */
public final class SchNet extends GraphNetwork<SchNetConfig> {

    private final SingleMap embedding;
    private final List<Interaction> interactions = new ArrayList<>();
    private final SingleMap readout1;
    private final SingleMap readout2;

    /** The maps of one interaction. */
    private record Interaction(
            SingleMap senders,
            SingleMap filter1,
            SingleMap filter2,
            SingleMap node1,
            SingleMap node2) {}

    /**
     * A network.
     *
     * @param config its sizes
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public SchNet(SchNetConfig config) {
        super(config);
        int features = config.hiddenFeatures();
        embedding = map("embedding", config.inputFeatures(), features);
        for (int i = 0; i < config.interactions(); i++) {
            String name = "interaction_" + i;
            interactions.add(
                    new Interaction(
                            map(name + "_senders", features, features),
                            map(name + "_filter1", config.gaussians(), features),
                            map(name + "_filter2", features, features),
                            map(name + "_node1", features, features),
                            map(name + "_node2", features, features)));
        }
        readout1 = map("readout1", features, features / 2);
        readout2 = map("readout2", features / 2, config.outputFeatures());
    }

    private SingleMap map(String name, int inputs, int outputs) {
        return addChildBlock(name, new SingleMap(inputs, outputs));
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        requireLength("h", config().inputFeatures(), batch.features());
        Device device = batch.coordinates().getDevice();
        Function<SingleMap, Affine> values =
                child -> AffineMap.values(child.map(), store, device, training);
        SchNetKernel.Network network =
                new SchNetKernel.Network(
                        values.apply(embedding),
                        interactions.stream()
                                .map(
                                        maps ->
                                                new SchNetKernel.Interaction(
                                                        values.apply(maps.senders()),
                                                        values.apply(maps.filter1()),
                                                        values.apply(maps.filter2()),
                                                        values.apply(maps.node1()),
                                                        values.apply(maps.node2())))
                                .toList(),
                        values.apply(readout1),
                        values.apply(readout2));
        NDArray nodes = SchNetKernel.forward(batch, config().basis(), network, training);
        return new NDList(present(batch, nodes).sum(new int[] {1}));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), config().outputFeatures())};
    }
}

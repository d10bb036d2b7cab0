/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.EgclParameters.Affine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The arithmetic of SchNet up to the sum over atoms, the whole network in one native call: the text
 * {@code schnet.ts.txt}, compiled once for each structure.
 */
public final class SchNetKernel {

    private static final Map<Key, NetworkScript> COMPILED = new ConcurrentHashMap<>();

    private SchNetKernel() {}

    /**
     * The weights of one interaction.
     *
     * @param senders phi_s, what is sent before it is filtered
     * @param filter1 phi_cf, first map, which reads the Gaussians
     * @param filter2 phi_cf, second map
     * @param node1 phi_h, first map
     * @param node2 phi_h, second map
     */
    public record Interaction(
            Affine senders, Affine filter1, Affine filter2, Affine node1, Affine node2) {}

    /**
     * The weights of a network.
     *
     * @param embedding the map before the interactions
     * @param interactions at least one
     * @param readout1 first map of what each node adds to the outputs
     * @param readout2 its second map
     */
    public record Network(
            Affine embedding, List<Interaction> interactions, Affine readout1, Affine readout2) {}

    private record Key(GaussianBasis basis, int interactions, LinearText linear) {}

    /**
     * Runs a network on a batch.
     *
     * @param batch the graphs
     * @param basis how distances are written; from its cut-off on there is no message
     * @param network the weights
     * @param training whether to record for autograd
     * @return what each node adds to the outputs, (B, N, length); anything at nodes that are
     *     padding
     */
    public static NDArray forward(
            GraphBatch batch, GaussianBasis basis, Network network, boolean training) {
        FlatEdges edges = FlatEdges.of(batch, CoordinateUpdate.NONE, training);
        NDArray h = FlatEdges.rows(batch.features());
        WeightList weights = new WeightList();
        weights.add(network.embedding());
        for (Interaction interaction : network.interactions()) {
            weights.add(interaction.senders());
            weights.add(interaction.filter1());
            weights.add(interaction.filter2());
            weights.add(interaction.node1());
            weights.add(interaction.node2());
        }
        weights.add(network.readout1());
        weights.add(network.readout2());
        Key key = new Key(basis, network.interactions().size(), LinearText.fastest(h, training));
        NDList arguments =
                new NDList(h, FlatEdges.rows(batch.coordinates()), edges.senders(), edges.mask());
        NetworkScript script = COMPILED.computeIfAbsent(key, k -> script(k, weights.size()));
        return FlatEdges.unpack(script.call(arguments, weights, training, 1).head(), batch);
    }

    private static NetworkScript script(Key key, int weights) {
        GaussianBasis basis = key.basis();
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("INTERACTIONS", key.interactions());
        constants.put("GAUSSIANS", basis.number());
        constants.put("CUTOFF", basis.cutoff());
        constants.put("PI_OVER_CUTOFF", Math.PI / basis.cutoff());
        constants.put("SPACING", basis.spacing());
        constants.put("SMALLEST_EXPONENT", GaussianBasis.SMALLEST_EXPONENT);
        for (int i = 0; i < 4; i++) {
            constants.put("HEAD_" + i, weights - 4 + i);
        }
        constants.put("SILU", "torch.silu");
        return NetworkScript.compile(
                SchNetKernel.class,
                constants,
                weights,
                key.linear().resource(),
                "sum.ts.txt",
                "schnet.ts.txt");
    }
}

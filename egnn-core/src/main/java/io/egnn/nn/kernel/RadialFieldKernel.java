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
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of radial field layers, all layers in one native call: the texts {@code
 * radial_field.ts.txt} and, for complete graphs of at most {@value #MAX_NODES_OF_PAIRS} nodes,
 * {@code radial_field_pairs.ts.txt}, otherwise {@code radial_field_edges.ts.txt}, compiled once for
 * each structure.
 */
public final class RadialFieldKernel {

    // The matrices between nodes and pairs are dense: their products cost N multiplications for
    // each
    // coordinate of an edge, against some hundreds for the perceptron.
    private static final int MAX_NODES_OF_PAIRS = 32;

    private static final Map<Key, NetworkScript> COMPILED = new ConcurrentHashMap<>();

    private RadialFieldKernel() {}

    /**
     * The weights of one layer.
     *
     * @param phi1 phi_rf, first map; its columns are the distance and a_ij
     * @param phi2 phi_rf, second map, without bias
     * @param velocity1 phi_v, first map, which reads the speed; null without velocities
     * @param velocity2 phi_v, second map
     */
    public record Layer(
            Affine phi1, NDArray phi2, @Nullable Affine velocity1, @Nullable Affine velocity2) {}

    /**
     * What all layers have in common.
     *
     * @param tanh whether phi_rf ends in a hyperbolic tangent
     * @param limit each component of a neighbour's translation is cut to [-limit, limit]; 0 for not
     * @param decay the part of x that each layer takes away
     */
    public record Options(boolean tanh, double limit, double decay) {}

    private record Key(
            Options options,
            int layers,
            boolean pairs,
            boolean velocity,
            boolean edgeAttributes,
            boolean training,
            LinearText linear) {}

    /**
     * Runs layers on the coordinates of a batch.
     *
     * @param batch the graphs
     * @param options what the layers have in common
     * @param layers the weights, all with velocities or none
     * @param training whether to record for autograd
     * @return coordinates (B, N, n)
     */
    public static NDArray forward(
            GraphBatch batch, Options options, List<Layer> layers, boolean training) {
        NDArray x = batch.coordinates();
        boolean pairs =
                batch.neighbors() == null
                        && batch.neighborMask() == null
                        && batch.nodeMask() == null
                        && x.getShape().get(1) <= MAX_NODES_OF_PAIRS;
        boolean velocity = layers.get(0).velocity1() != null;
        WeightList weights = new WeightList();
        for (Layer layer : layers) {
            weights.add(layer.phi1());
            weights.add(layer.phi2());
            weights.add(layer.velocity1());
            weights.add(layer.velocity2());
        }
        Key key =
                new Key(
                        options,
                        layers.size(),
                        pairs,
                        velocity,
                        batch.edgeAttributes() != null,
                        training,
                        LinearText.fastest(x, training));
        NetworkScript script = COMPILED.computeIfAbsent(key, k -> script(k, weights.size()));
        if (pairs) {
            NDList arguments =
                    new NDList(
                            x,
                            Absent.orEmpty(batch.velocities()),
                            Absent.orEmpty(batch.edgeAttributes()));
            return script.call(arguments, weights, training, 1).head();
        }
        FlatEdges edges = FlatEdges.of(batch, CoordinateUpdate.NEIGHBOR_MEAN, training);
        NDArray v = batch.velocities();
        NDList arguments =
                new NDList(
                        FlatEdges.rows(x),
                        v == null ? Absent.TENSOR : FlatEdges.rows(v),
                        edges.senders(),
                        edges.attributes(),
                        edges.weights());
        return FlatEdges.unpack(script.call(arguments, weights, training, 1).head(), batch);
    }

    private static NetworkScript script(Key key, int weights) {
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("LAYERS", key.layers());
        constants.put("PER_LAYER", key.velocity() ? 7 : 3);
        constants.put("VELOCITY", TorchScript.literal(key.velocity()));
        constants.put("EDGE_ATTRIBUTES", TorchScript.literal(key.edgeAttributes()));
        constants.put("TANH", TorchScript.literal(key.options().tanh()));
        constants.put("CLAMPS", TorchScript.literal(key.options().limit() > 0));
        constants.put("LIMIT", key.options().limit());
        constants.put("DECAYS", TorchScript.literal(key.options().decay() != 0));
        constants.put("KEPT", 1 - key.options().decay());
        constants.put("SILU", key.training() ? "torch.silu" : "torch.silu_");
        return NetworkScript.compile(
                RadialFieldKernel.class,
                constants,
                weights,
                key.linear().resource(),
                "radial_field.ts.txt",
                key.pairs() ? "radial_field_pairs.ts.txt" : "radial_field_edges.ts.txt");
    }
}

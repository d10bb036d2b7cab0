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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of equation 2's graph neural network, the whole network in one native call: the
 * text {@code gcl.ts.txt}, compiled once for each structure.
 */
public final class GclKernel {

    private static final Map<Key, NetworkScript> COMPILED = new ConcurrentHashMap<>();

    private GclKernel() {}

    /**
     * The weights of one layer.
     *
     * @param edge1 phi_e, first map; its columns are h_i, h_j, a_ij
     * @param edge2 phi_e, second map
     * @param node1 phi_h, first map; its columns are h_i, m_i
     * @param node2 phi_h, second map
     * @param attention1 first map of the gate, which reads |h_i - h_j|; null without attention
     * @param attention2 second map of the gate
     * @param residual whether h goes around phi_h
     */
    public record Layer(
            Affine edge1,
            Affine edge2,
            Affine node1,
            Affine node2,
            @Nullable Affine attention1,
            @Nullable Affine attention2,
            boolean residual) {}

    /**
     * The weights of a network.
     *
     * @param embedding the map before the layers, or null
     * @param layers the layers, all with attention or none
     * @param decoder1 first map of the perceptron after the layers, or null
     * @param decoder2 its second map
     */
    public record Network(
            @Nullable Affine embedding,
            List<Layer> layers,
            @Nullable Affine decoder1,
            @Nullable Affine decoder2) {

        private int messageFeatures() {
            return (int) layers.get(0).edge2().weight().getShape().get(0);
        }
    }

    private record Key(
            boolean embeds,
            boolean decodes,
            List<Boolean> residual,
            boolean attention,
            boolean edgeAttributes,
            boolean training,
            LinearText linear) {}

    /**
     * Runs a network on the features of a batch.
     *
     * @param batch the graphs
     * @param network the weights
     * @param training whether to record for autograd
     * @return (B, N, length); anything at nodes that are padding
     */
    public static NDArray forward(GraphBatch batch, Network network, boolean training) {
        WeightList weights = new WeightList();
        weights.add(network.embedding());
        for (Layer layer : network.layers()) {
            weights.add(layer.edge1());
            weights.add(layer.edge2());
            weights.add(layer.node1());
            weights.add(layer.node2());
            weights.add(layer.attention1());
            weights.add(layer.attention2());
        }
        weights.add(network.decoder1());
        weights.add(network.decoder2());
        Key key =
                new Key(
                        network.embedding() != null,
                        network.decoder1() != null,
                        network.layers().stream().map(Layer::residual).toList(),
                        network.layers().get(0).attention1() != null,
                        batch.edgeAttributes() != null,
                        training,
                        LinearText.fastest(batch.features(), training));
        NDList arguments = new NDList(batch.features());
        arguments.addAll(FlatEdges.inputs(batch));
        NetworkScript script = COMPILED.computeIfAbsent(key, k -> script(k, weights.size()));
        int shares = BatchShares.DEFAULT.byGraphs(batch, network.messageFeatures());
        return script.call(arguments, weights, training, shares).head();
    }

    private static NetworkScript script(Key key, int weights) {
        int layers = key.residual().size();
        int perLayer = key.attention() ? 12 : 8;
        int first = key.embeds() ? 2 : 0;
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.putAll(FlatEdges.constants(CoordinateUpdate.NONE));
        constants.put("EMBEDS", TorchScript.literal(key.embeds()));
        constants.put("DECODES", TorchScript.literal(key.decodes()));
        constants.put("ATTENTION", TorchScript.literal(key.attention()));
        constants.put("EDGE_ATTRIBUTES", TorchScript.literal(key.edgeAttributes()));
        constants.put(
                "RESIDUAL",
                key.residual().stream()
                        .map(TorchScript::literal)
                        .collect(Collectors.joining(", ")));
        constants.put("LAYERS", layers);
        constants.put("PER_LAYER", perLayer);
        constants.put("FIRST", first);
        for (int i = 0; i < 4; i++) {
            constants.put("HEAD_" + i, first + layers * perLayer + i);
        }
        constants.put("SILU", key.training() ? "torch.silu" : "torch.silu_");
        return NetworkScript.compile(
                GclKernel.class,
                constants,
                weights,
                key.linear().resource(),
                "sum.ts.txt",
                "edges.ts.txt",
                "gcl.ts.txt");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.kernel.FeatureTypes;
import io.egnn.nn.kernel.TensorFieldPass;
import java.util.ArrayList;
import java.util.List;

/**
 * The SE(3)-Transformer: attention between features of types 0, 1, ... whose keys and values are
 * made as in a {@link TensorFieldNetwork}.
 *
 * <p>\[ f_i \leftarrow \sum_{j \in N(i)} \alpha_{ij} \, v_{ij}, \qquad \alpha_{ij} =
 * \mathrm{softmax}_j\, \frac{q_i \cdot k_{ij}}{\sqrt{\dim k}}, \qquad q_i^l = W_Q^l f_i^l, \quad
 * (k, v)_{ij}^l = \sum_k W_{K,V}^{lk}(x_i - x_j)\, f_j^k \] with kernels W as there: a network of
 * the distance for every pair of types times {@link io.egnn.so3} of the direction. After each
 * layer, the lengths of a type's channels go through layer normalisation and ReLU. A convolution at
 * the end makes one vector per node, which is added to x after multiplication by a learnable number
 * that starts at {@value #FIRST_SCALE}.
 *
 * <p>Inputs and output as in {@link TensorFieldNetwork}: h (B, N, F), v (B, N, 3), x (B, N, 3); x
 * (B, N, 3).
 *
 * <p>SE(3)-equivariant in x and v, invariant in h, permutation-equivariant; not equivariant under
 * reflections ({@code TypedFeatureNetworksTest}).
 *
 * <p>Where it differs from the reference: one head, no skip connections and as many channels in
 * keys and values as in features, which is how its N-body runs are set; distances and directions
 * have gradients, and those are finite everywhere.
 *
 * @see <a href="https://arxiv.org/abs/2006.10503">Fuchs et al.: SE(3)-Transformers, 2020; reference
 *     class OurSE3Transformer</a>
 */
public final class Se3Transformer extends GraphNetwork<Se3TransformerConfig> {

    private static final float FIRST_SCALE = 0.01f;

    private final FeatureTypes given;
    private final FeatureTypes inner;
    private final List<LayerParameters> layers = new ArrayList<>();
    private final LayerParameters last;
    private final Parameter scale;

    /**
     * A network.
     *
     * @param config its sizes
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public Se3Transformer(Se3TransformerConfig config) {
        super(config);
        given = FeatureTypes.of(config.inputFeatures(), 1);
        inner = FeatureTypes.uniform(config.degrees(), config.channels());
        int hidden = config.radialFeatures();
        scale =
                addParameter(
                        Parameter.builder()
                                .setName("scale")
                                .setType(Parameter.Type.OTHER)
                                .optShape(new Shape(1))
                                .optInitializer(new ConstantInitializer(FIRST_SCALE))
                                .build());
        FeatureTypes in = given;
        for (int i = 0; i < config.layers(); i++) {
            layers.add(
                    addChildBlock("attention_" + i, LayerParameters.attention(in, inner, hidden)));
            in = inner;
        }
        last =
                addChildBlock(
                        "conv",
                        LayerParameters.convolution(inner, FeatureTypes.of(0, 1), hidden, false));
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        Se3TransformerConfig config = config();
        requireLength("h", config.inputFeatures(), batch.features());
        requireLength("x", 3, batch.coordinates());
        requireLength("v", 3, batch.velocities());
        Device device = batch.coordinates().getDevice();
        TensorFieldPass pass = new TensorFieldPass(batch, config.degrees(), training);
        NDArray h = pass.start();
        FeatureTypes in = given;
        for (LayerParameters layer : layers) {
            h = pass.attend(in, inner, h, layer.values(store, device, training));
            in = inner;
        }
        NDArray factor = store.getValue(scale, device, training);
        return new NDList(pass.move(inner, h, factor, last.values(store, device, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

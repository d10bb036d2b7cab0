/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.kernel.FeatureTypes;
import io.egnn.nn.kernel.TensorFieldPass;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor field network: convolutions of features of types 0, 1, ... with learnable radial and
 * fixed angular parts.
 *
 * <p>\[ f_i^{l} \leftarrow W^{ll} f_i^l + \frac{1}{|N(i)|} \sum_{j \in N(i)} \sum_k
 * \sum_{J=|k-l|}^{k+l} \varphi_J^{lk}(\lVert x_i - x_j\rVert)\, K_J^{lk}\Big(\frac{x_i -
 * x_j}{\lVert x_i - x_j\rVert}\Big) f_j^k, \qquad K_J^{lk}(d) = \sum_m Y_{Jm}(d)\, Q_{Jm}^{lk} \]
 * with \( \varphi \) a network of the distance for every pair of types, Y and Q of {@link
 * io.egnn.so3}. Between convolutions, the lengths of a type's channels go through layer
 * normalisation, ReLU and an affine map, and their directions stay. The last convolution makes one
 * vector per node, which is added to x.
 *
 * <p>Inputs: the list of a {@link GraphBatch}, of which it reads h (B, N, F) as type 0, v (B, N, 3)
 * as type 1, and x (B, N, 3) by differences only. Output: x (B, N, 3), in the unit of x. Where two
 * points coincide, kernels of degree J above 0 are 0.
 *
 * <p>SE(3)-equivariant in x and v, invariant in h, permutation-equivariant; not equivariant under
 * reflections ({@code TypedFeatureNetworksTest}).
 *
 * <p>Where it differs from the reference: distances and directions have gradients, and those are
 * finite everywhere; a node without neighbours still has its own map.
 *
 * @see <a href="https://arxiv.org/abs/1802.08219">Thomas et al.: Tensor field networks, 2018;
 *     reference class OursTFN</a>
 */
public final class TensorFieldNetwork extends GraphNetwork<TensorFieldConfig> {

    private final FeatureTypes given;
    private final FeatureTypes inner;
    private final List<LayerParameters> layers = new ArrayList<>();

    /**
     * A network.
     *
     * @param config its sizes
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public TensorFieldNetwork(TensorFieldConfig config) {
        super(config);
        given = FeatureTypes.of(config.inputFeatures(), 1);
        inner = FeatureTypes.uniform(config.degrees(), config.channels());
        FeatureTypes in = given;
        for (int i = 0; i < config.layers(); i++) {
            boolean last = i == config.layers() - 1;
            FeatureTypes out = last ? FeatureTypes.of(0, 1) : inner;
            layers.add(
                    addChildBlock(
                            "conv_" + i,
                            LayerParameters.convolution(in, out, config.radialFeatures(), !last)));
            in = inner;
        }
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        TensorFieldConfig config = config();
        requireLength("h", config.inputFeatures(), batch.features());
        requireLength("x", 3, batch.coordinates());
        requireLength("v", 3, batch.velocities());
        Device device = batch.coordinates().getDevice();
        TensorFieldPass pass = new TensorFieldPass(batch, config.degrees(), training);
        NDArray h = pass.start();
        FeatureTypes in = given;
        for (LayerParameters layer : layers.subList(0, layers.size() - 1)) {
            h = pass.convolve(in, inner, h, layer.values(store, device, training));
            in = inner;
        }
        NDList last = layers.get(layers.size() - 1).values(store, device, training);
        return new NDList(pass.move(in, h, null, last));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[1]};
    }
}

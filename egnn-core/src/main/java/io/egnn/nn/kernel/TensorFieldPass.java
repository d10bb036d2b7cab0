/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.TensorFieldScripts.Layer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a tensor field network or an SE(3)-Transformer over a batch, a native call per layer:
 * the texts {@code tensor_field_geometry.ts.txt}, {@code tensor_field_convolution.ts.txt} and
 * {@code tensor_field_attention.ts.txt}.
 *
 * <p>The basis of all kernels is computed once, at the start. The two directions of a pair of nodes
 * in a complete graph share the weights that their distance gives.
 */
public final class TensorFieldPass {

    private final GraphBatch batch;
    private final int degrees;
    private final boolean training;
    private final NDArray mask;
    private final NDArray weights;
    private final NDArray nodes;
    private final NDArray senders;
    private final NDArray receivers;
    private final NDArray place;
    private final NDArray distances;
    private final NDArray basis;

    /**
     * Works out the edges of a batch, their lengths and the basis.
     *
     * @param batch graphs in three dimensions, with velocities
     * @param degrees number of feature types, at least 2
     * @param training whether to record for autograd
     */
    public TensorFieldPass(GraphBatch batch, int degrees, boolean training) {
        this.batch = batch;
        this.degrees = degrees;
        this.training = training;
        NDArray x = batch.coordinates();
        NDArray neighbors = Absent.orEmpty(batch.neighbors());
        FlatEdges edges = FlatEdges.of(batch, CoordinateUpdate.NEIGHBOR_MEAN, training);
        mask = edges.mask();
        weights = edges.weights();
        KernelBasis constants = KernelBasis.of(degrees);
        NDList geometry =
                TensorFieldScripts.geometry(degrees)
                        .call(
                                new NDList(
                                        x,
                                        batch.features(),
                                        Objects.requireNonNull(batch.velocities(), "velocities"),
                                        edges.senders(),
                                        neighbors,
                                        constants.steps(x),
                                        constants.couplings(x)),
                                training);
        nodes = geometry.get(0);
        senders = geometry.get(1);
        receivers = geometry.get(2);
        place = geometry.get(3);
        distances = geometry.get(4);
        basis = geometry.get(5);
    }

    /**
     * The batch's own features: h as type 0, v as type 1.
     *
     * @return (B N, F + 3)
     */
    public NDArray start() {
        return nodes;
    }

    /**
     * A convolution and its norm non-linearity.
     *
     * @param in types of {@code h}
     * @param out types of the result
     * @param h (B N, width in)
     * @param parameters the radial networks' eight arrays, kernel weight and bias, own map, and of
     *     the non-linearity scale, shift, weight and bias
     * @return (B N, width out)
     */
    public NDArray convolve(FeatureTypes in, FeatureTypes out, NDArray h, NDList parameters) {
        return convolution(Layer.CONVOLUTION, in, out, h, Absent.TENSOR, parameters);
    }

    /**
     * The last convolution, to one vector per node that moves it.
     *
     * @param in types of {@code h}
     * @param h (B N, width in)
     * @param scale a factor of the vectors, or null for none
     * @param parameters the radial networks' eight arrays, kernel weight and bias, own map
     * @return x (B, N, 3)
     */
    public NDArray move(FeatureTypes in, NDArray h, @Nullable NDArray scale, NDList parameters) {
        NDList all = new NDList(parameters);
        for (int i = 0; i < 4; i++) {
            all.add(Absent.TENSOR);
        }
        return convolution(Layer.OUTPUT, in, FeatureTypes.of(0, 1), h, Absent.orEmpty(scale), all);
    }

    private NDArray convolution(
            Layer layer,
            FeatureTypes in,
            FeatureTypes out,
            NDArray h,
            NDArray scale,
            NDList parameters) {
        NDList arguments =
                new NDList(
                        h, senders, place, weights, distances, basis, batch.coordinates(), scale);
        arguments.addAll(parameters);
        return script(layer, in, out, h).call(arguments, training).head();
    }

    /**
     * An attention layer and its norm non-linearity.
     *
     * @param in types of {@code h}
     * @param out types of the result
     * @param h (B N, width in)
     * @param parameters ten arrays of the keys' convolution, ten of the values', the queries' map,
     *     and of the non-linearity scale and shift
     * @return (B N, width out)
     */
    public NDArray attend(FeatureTypes in, FeatureTypes out, NDArray h, NDList parameters) {
        NDList arguments = new NDList(h, senders, place, receivers, mask, distances, basis);
        arguments.addAll(parameters);
        return script(Layer.ATTENTION, in, out, h).call(arguments, training).head();
    }

    /**
     * The types of an attention layer's keys and queries: those of its result that its input has.
     *
     * @param in types of the input
     * @param out types of the result
     * @return the types
     */
    public static FeatureTypes keys(FeatureTypes in, FeatureTypes out) {
        return TensorFieldScripts.keys(in, out);
    }

    private TorchScript script(Layer layer, FeatureTypes in, FeatureTypes out, NDArray h) {
        return TensorFieldScripts.layer(
                new TensorFieldScripts.Key(
                        layer,
                        in,
                        out,
                        degrees,
                        training,
                        MessageChunk.elements(h.getDevice()),
                        LinearText.fastest(h, training)));
    }
}

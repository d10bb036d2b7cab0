/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.util.PairList;
import io.egnn.nn.kernel.FeatureTypes;
import io.egnn.nn.kernel.TensorFieldPass;
import io.egnn.nn.kernel.TypePath;
import java.util.List;

/**
 * The parameters of one layer on features of several types, in the order in which {@link
 * TensorFieldPass} takes them; the layer's arithmetic is there.
 *
 * <p>The radial networks of a convolution, one per pair of types, are stacked: entry p of their
 * arrays belongs to entry p of {@link TypePath#between}. The weights that one makes of a distance
 * are rows of {@code weight}, pair by pair, and for a pair ordered by frequency, channel in,
 * channel out. Initial values are the reference's.
 */
final class LayerParameters extends AbstractBlock {

    private static final byte VERSION = 1;

    private LayerParameters() {
        super(VERSION);
    }

    /** A convolution with its norm non-linearity, or without where it is the last. */
    static LayerParameters convolution(
            FeatureTypes in, FeatureTypes out, int hidden, boolean nonlinear) {
        LayerParameters layer = new LayerParameters();
        layer.addChildBlock("kernel", kernel(in, out, hidden));
        layer.add("self_weight", new ChannelMapInitializer(in, out));
        if (nonlinear) {
            int types = out.degrees().size();
            int channels = out.channels().get(0);
            layer.addNorm(types, channels);
            layer.add("norm_weight", kaiming(channels), types, channels, channels);
            layer.add("norm_bias", uniform(channels), types, channels);
        }
        return layer;
    }

    /** An attention layer with its norm non-linearity. */
    static LayerParameters attention(FeatureTypes in, FeatureTypes out, int hidden) {
        LayerParameters layer = new LayerParameters();
        FeatureTypes keys = TensorFieldPass.keys(in, out);
        layer.addChildBlock("key", kernel(in, keys, hidden));
        layer.addChildBlock("value", kernel(in, out, hidden));
        layer.add("query_weight", new ChannelMapInitializer(in, keys));
        layer.addNorm(out.degrees().size(), out.channels().get(0));
        return layer;
    }

    private static LayerParameters kernel(FeatureTypes in, FeatureTypes out, int hidden) {
        List<TypePath> paths = TypePath.between(in, out);
        int networks = paths.size();
        int rows = paths.stream().mapToInt(TypePath::weights).sum();
        LayerParameters kernel = new LayerParameters();
        kernel.add("radial_weight_0", kaiming(1), networks, 1, hidden);
        kernel.add("radial_bias_0", uniform(1), networks, 1, hidden);
        kernel.add("radial_scale_0", Initializer.ONES, networks, 1, hidden);
        kernel.add("radial_shift_0", Initializer.ZEROS, networks, 1, hidden);
        kernel.add("radial_weight_1", kaiming(hidden), networks, hidden, hidden);
        kernel.add("radial_bias_1", uniform(hidden), networks, 1, hidden);
        kernel.add("radial_scale_1", Initializer.ONES, networks, 1, hidden);
        kernel.add("radial_shift_1", Initializer.ZEROS, networks, 1, hidden);
        kernel.add("weight", kaiming(hidden), rows, hidden);
        kernel.add("bias", uniform(hidden), rows);
        return kernel;
    }

    private void addNorm(int types, int channels) {
        add("norm_scale", Initializer.ONES, types, channels);
        add("norm_shift", Initializer.ZEROS, types, channels);
    }

    private void add(String name, ChannelMapInitializer initializer) {
        add(name, initializer, initializer.size());
    }

    private void add(String name, Initializer initializer, long... shape) {
        addParameter(
                Parameter.builder()
                        .setName(name)
                        .setType(Parameter.Type.OTHER)
                        .optShape(new Shape(shape))
                        .optInitializer(initializer)
                        .build());
    }

    private static Initializer kaiming(int inputs) {
        return new UniformInitializer((float) Math.sqrt(6.0 / inputs));
    }

    private static Initializer uniform(int inputs) {
        return new UniformInitializer((float) (1 / Math.sqrt(inputs)));
    }

    /** The arrays on a device: those of the children first. */
    NDList values(ParameterStore store, Device device, boolean training) {
        NDList values = new NDList();
        for (Block child : getChildren().values()) {
            values.addAll(((LayerParameters) child).values(store, device, training));
        }
        for (Parameter parameter : getDirectParameters().values()) {
            values.add(store.getValue(parameter, device, training));
        }
        return values;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList input, boolean training, PairList<String, Object> params) {
        throw new UnsupportedOperationException("a layer runs as part of its network");
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Block child : getChildren().values()) {
            child.initialize(manager, dataType, inputShapes);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    /**
     * Maps of the channels of every type that both sides have, (out, in) each, one after the other:
     * normal with variance 1 / in.
     */
    private record ChannelMapInitializer(FeatureTypes in, FeatureTypes out) implements Initializer {

        private List<Integer> degrees() {
            return out.degrees().stream().filter(in.degrees()::contains).toList();
        }

        private int size(int degree) {
            return in.channels().get(degree) * out.channels().get(degree);
        }

        int size() {
            return degrees().stream().mapToInt(this::size).sum();
        }

        @Override
        public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
            try (NDList maps = new NDList()) {
                for (int degree : degrees()) {
                    float deviation = (float) (1 / Math.sqrt(in.channels().get(degree)));
                    maps.add(manager.randomNormal(0, deviation, new Shape(size(degree)), dataType));
                }
                return NDArrays.concat(maps);
            }
        }
    }
}

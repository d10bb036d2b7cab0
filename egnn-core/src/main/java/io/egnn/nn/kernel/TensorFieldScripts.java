/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import io.egnn.so3.SphericalHarmonics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** The scripts of {@link TensorFieldPass}, each compiled once. */
final class TensorFieldScripts {

    private static final Map<Object, TorchScript> COMPILED = new ConcurrentHashMap<>();

    /** What a layer does with its messages. */
    enum Layer {
        /** Mean, norm non-linearity with a map of the lengths. */
        CONVOLUTION,
        /** Mean, and a vector per node. */
        OUTPUT,
        /** Attention, norm non-linearity. */
        ATTENTION
    }

    record Key(
            Layer layer,
            FeatureTypes in,
            FeatureTypes out,
            int degrees,
            boolean training,
            int chunk,
            LinearText linear) {}

    private TensorFieldScripts() {}

    static TorchScript geometry(int degrees) {
        return COMPILED.computeIfAbsent(
                degrees,
                key ->
                        TorchScript.compile(
                                TensorFieldScripts.class,
                                Map.of(
                                        "HARMONIC_0",
                                        SphericalHarmonics.of(0, 0, 0, 1)[0],
                                        "HARMONIC_1",
                                        SphericalHarmonics.of(1, 0, 0, 1)[1],
                                        "STEPS",
                                        Arrays.toString(KernelBasis.stepSizes(degrees))),
                                "tensor_field_geometry.ts.txt"));
    }

    static TorchScript layer(Key key) {
        return COMPILED.computeIfAbsent(
                key,
                k ->
                        TorchScript.compile(
                                TensorFieldScripts.class,
                                constants(key),
                                key.linear().resource(),
                                "tensor_field.ts.txt",
                                key.layer() == Layer.ATTENTION
                                        ? "tensor_field_attention.ts.txt"
                                        : "tensor_field_convolution.ts.txt"));
    }

    private static Map<String, Object> constants(Key key) {
        FeatureTypes in = key.in();
        FeatureTypes out = key.out();
        List<Integer> ins = in.degrees();
        List<Integer> outs = out.degrees();
        List<TypePath> paths = TypePath.between(in, out);
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("CHANNELS", out.channels().get(outs.get(0)));
        c.put("TYPES_IN", ins.size());
        c.put("TYPES_OUT", outs.size());
        c.put("IN_CHANNELS", list(ins, in.channels()::get));
        c.put("IN_WIDTHS", list(ins, in::width));
        c.put("OUT_WIDTHS", list(outs, out::width));
        c.put("OUT_SOURCE", list(outs, ins::indexOf));
        c.put("OWN_SIZES", list(ownTypes(key), l -> ownSize(key, l)));
        c.put("BASIS_WIDTHS", basisWidths(key.degrees()));
        c.put("PATH_BASIS", list(paths, p -> p.out() * key.degrees() + p.in()));
        c.put("PATH_SOURCE", list(paths, p -> ins.indexOf(p.in())));
        c.put("PATH_COMPONENTS_IN", list(paths, p -> 2 * p.in() + 1));
        c.put("PATH_COMPONENTS_OUT", list(paths, p -> 2 * p.out() + 1));
        c.put("PATH_FREQUENCIES", list(paths, TypePath::frequencies));
        c.put("PATH_CHANNELS_IN", list(paths, TypePath::inChannels));
        c.put("KERNEL_SIZES", list(paths, TypePath::weights));
        if (key.layer() == Layer.ATTENTION) {
            FeatureTypes keys = keys(in, out);
            c.put("KEY_SIZES", list(TypePath.between(in, keys), TypePath::weights));
            c.put("LOGIT_SCALE", 1 / Math.sqrt(keys.width()));
        }
        c.put("NONLINEAR", key.layer() == Layer.OUTPUT ? "False" : "True");
        c.put("MAPS_LENGTHS", key.layer() == Layer.CONVOLUTION ? "True" : "False");
        c.put("MOVES", key.layer() == Layer.OUTPUT ? "True" : "False");
        c.put("SILU", "torch.silu");
        c.put("RELU", key.training() ? "torch.relu" : "torch.relu_");
        c.put("CHUNK", key.chunk());
        return c;
    }

    /** Types of keys and queries: those of the values that the nodes' features have. */
    static FeatureTypes keys(FeatureTypes in, FeatureTypes out) {
        return new FeatureTypes(out.channels().subList(0, in.channels().size()));
    }

    private static List<Integer> ownTypes(Key key) {
        return key.layer() == Layer.ATTENTION ? key.in().degrees() : key.out().degrees();
    }

    private static int ownSize(Key key, int degree) {
        List<Integer> in = key.in().channels();
        return degree < in.size() ? in.get(degree) * key.out().channels().get(degree) : 0;
    }

    private static String basisWidths(int degrees) {
        int[] widths = new int[degrees * degrees];
        Arrays.setAll(widths, k -> KernelBasis.width(k / degrees, k % degrees));
        return Arrays.toString(widths);
    }

    private static <T> String list(List<T> items, ToIntFunction<T> number) {
        return items.stream().mapToInt(number).boxed().toList().toString();
    }
}

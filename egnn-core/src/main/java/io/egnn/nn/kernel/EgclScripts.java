/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scripts of {@link TorchScriptKernel}, each compiled once. */
final class EgclScripts {

    // Elements of one message tensor. In training the tensors are kept for the backward pass; 6
    // million floats stay below the 32 MB from which glibc maps (and the system clears) fresh
    // memory for each one. In inference a tensor is read back at once, so it should still lie in
    // the cache.
    private static final int TRAINING_CHUNK = 6_000_000;
    private static final int INFERENCE_CHUNK = 500_000;

    private static final String LINEAR = "linear.ts.txt";
    private static final String LINEAR_ONEDNN = "linear_onednn.ts.txt";

    private final boolean hasOneDnn = computesByOneDnn();
    private final Map<Key, TorchScript> compiled = new ConcurrentHashMap<>();

    private record Key(
            EgclConfig config,
            int layers,
            int rounds,
            boolean updatesLast,
            boolean mapsInput,
            boolean mapsOutput,
            boolean training,
            boolean oneDnn) {}

    /** All layers; see layers.ts.txt. */
    TorchScript of(LayerStack stack, NDArray sample, boolean training) {
        Key key =
                new Key(
                        stack.config(),
                        stack.layers().size(),
                        stack.rounds(),
                        stack.updatesLast(),
                        stack.inputMap() != null,
                        stack.outputMap() != null,
                        training,
                        usesOneDnn(sample, training));
        return compiled.computeIfAbsent(
                key,
                k ->
                        compile(
                                constants(k, stack.weights().size()),
                                k.oneDnn ? LINEAR_ONEDNN : LINEAR,
                                "edges.ts.txt",
                                "egcl.ts.txt",
                                "layers.ts.txt"));
    }

    private boolean usesOneDnn(NDArray sample, boolean training) {
        return hasOneDnn
                && !training
                && sample.getDataType() == DataType.FLOAT32
                && !sample.getDevice().isGpu();
    }

    private static TorchScript compile(Map<String, ?> constants, String... resources) {
        return TorchScript.compile(EgclScripts.class, constants, resources);
    }

    private static Map<String, Object> constants(Key key, int weights) {
        Map<String, Object> constants = layerConstants(key.config, key.training);
        int first = key.mapsInput ? 2 : 0;
        int last = weights - (key.mapsOutput ? 2 : 0);
        constants.put("MAPS_INPUT", python(key.mapsInput));
        constants.put("MAPS_OUTPUT", python(key.mapsOutput));
        constants.put("OUTPUT", last);
        constants.put("OUTPUT_BIAS", last + 1);
        constants.put("ROUNDS", key.rounds);
        constants.put("LAST_ROUND", key.rounds - 1);
        constants.put("LAYERS", key.layers);
        constants.put("LAST_LAYER", key.layers - 1);
        constants.put("UPDATES_LAST", python(key.updatesLast));
        constants.put("FIRST", first);
        constants.put("PER_LAYER", (last - first) / key.layers);
        constants.put("WEIGHT_NAMES", list(weights, "w%d"));
        constants.put("WEIGHT_PARAMETERS", list(weights, "w%d: Tensor"));
        return constants;
    }

    private static String list(int length, String format) {
        return IntStream.range(0, length)
                .mapToObj(format::formatted)
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> layerConstants(EgclConfig c, boolean training) {
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("INPUTS", c.inputFeatures());
        constants.put("HIDDEN", c.hiddenFeatures());
        constants.put("ATTRIBUTES", c.edgeAttributes());
        constants.put("EDGE_ATTRIBUTES", python(c.edgeAttributes() > 0));
        constants.put("EDGE_INPUTS", 1 + c.edgeAttributes());
        constants.put("NODE_ATTRIBUTES", c.nodeAttributes());
        constants.put("RESIDUAL", python(c.residual()));
        constants.put("OVER_ALL_NODES", python(c.coordinateUpdate().overAllNodes()));
        constants.put("MOVES", python(c.movesCoordinates()));
        constants.put("MEAN", python(c.coordinateUpdate().isMean()));
        constants.put("UNIT", python(c.scaling() == DifferenceScaling.UNIT));
        constants.put("DAMPED", python(c.scaling() == DifferenceScaling.DAMPED));
        constants.put("TANH", python(c.tanh()));
        constants.put("CLAMP_NORM", python(c.clamp() == Clamp.NORM));
        constants.put("CLAMP_COMPONENT", python(c.clamp() == Clamp.COMPONENT));
        constants.put("LIMIT", c.clampLimit());
        constants.put("LIMIT_SQUARED", c.clampLimit() * c.clampLimit());
        constants.put("VELOCITY", python(c.velocity() != VelocityForm.NONE));
        constants.put("RECURSIVE", python(c.velocity() == VelocityForm.RECURSIVE));
        constants.put("INFERRED_EDGES", python(c.inferredEdges()));
        constants.put("SILU", training ? "torch.silu" : "torch.silu_");
        constants.put("CHUNK", training ? TRAINING_CHUNK : INFERENCE_CHUNK);
        int place = 8;
        place = places(constants, place, c.movesCoordinates(), "WX1", "BX1", "WX2");
        place =
                places(
                        constants,
                        place,
                        c.velocity() != VelocityForm.NONE,
                        "WV1",
                        "BV1",
                        "WV2",
                        "BV2");
        places(constants, place, c.inferredEdges(), "WG", "BG");
        return constants;
    }

    /** Where a layer's optional weights stand; 0 if it does not have them. */
    private static int places(
            Map<String, Object> constants, int from, boolean present, String... names) {
        int place = from;
        for (String name : names) {
            constants.put(name, present ? place++ : 0);
        }
        return place;
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }

    /** Whether this libtorch has oneDNN, and gets the same from it as from its own operations. */
    private static boolean computesByOneDnn() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                GradientMode off = GradientMode.off()) {
            NDArray x = manager.arange(24f).reshape(3, 8).div(24);
            NDArray w = manager.arange(16f).reshape(2, 8).div(16);
            NDList arguments = new NDList(x, w, manager.ones(new Shape(2)));
            NDArray expected = swish(LINEAR, arguments);
            NDArray actual = swish(LINEAR_ONEDNN, arguments);
            return actual.sub(expected).abs().max().getFloat() < 1e-5f;
        } catch (IllegalArgumentException | EngineException e) {
            return false;
        }
    }

    private static NDArray swish(String linear, NDList arguments) {
        try (TorchScript script = compile(Map.of("SILU", "torch.silu"), linear, "swish.ts.txt")) {
            return script.call(arguments, false).head();
        }
    }
}

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

/** The scripts of {@link TorchScriptKernel}, each compiled once. */
final class EgclScripts {

    // Elements of one message tensor. In training the tensors are kept for the backward pass; 6
    // million floats stay
    // below the 32 MB from which glibc maps (and the system clears) fresh memory for each one. In
    // inference a
    // tensor is read back at once, so it should still lie in the cache.
    private static final int TRAINING_CHUNK = 6_000_000;
    private static final int INFERENCE_CHUNK = 500_000;

    private static final String EDGES = "edges.ts.txt";
    private static final String LAYER = "egcl.ts.txt";
    private static final String LINEAR = "linear.ts.txt";
    private static final String LINEAR_ONEDNN = "linear_onednn.ts.txt";

    private final boolean hasOneDnn = computesByOneDnn();
    private final Map<Object, TorchScript> compiled = new ConcurrentHashMap<>();

    private record LayerKey(
            EgclConfig config, boolean updateFeatures, boolean training, boolean oneDnn) {}

    private record AffineKey(boolean oneDnn) {}

    /** Who sends to whom; see {@value EDGES}. */
    TorchScript edges(CoordinateUpdate update) {
        return compiled.computeIfAbsent(
                update,
                key ->
                        compile(
                                Map.of(
                                        "OVER_ALL_NODES",
                                        python(update.overAllNodes()),
                                        "MEAN",
                                        python(update.isMean())),
                                EDGES));
    }

    /** {@code affine} of the linear texts. */
    TorchScript affine(NDArray sample, boolean training) {
        boolean oneDnn = usesOneDnn(sample, training);
        return compiled.computeIfAbsent(
                new AffineKey(oneDnn),
                key ->
                        compile(
                                Map.of("SILU", "torch.silu"),
                                oneDnn ? LINEAR_ONEDNN : LINEAR,
                                "affine.ts.txt"));
    }

    /** One layer; see {@value LAYER}. */
    TorchScript layer(EgclConfig config, boolean updateFeatures, NDArray sample, boolean training) {
        boolean oneDnn = usesOneDnn(sample, training);
        return compiled.computeIfAbsent(
                new LayerKey(config, updateFeatures, training, oneDnn),
                key ->
                        compile(
                                constants(config, updateFeatures, training),
                                oneDnn ? LINEAR_ONEDNN : LINEAR,
                                LAYER));
    }

    boolean usesOneDnn(NDArray sample, boolean training) {
        return hasOneDnn
                && !training
                && sample.getDataType() == DataType.FLOAT32
                && !sample.getDevice().isGpu();
    }

    private static TorchScript compile(Map<String, ?> constants, String... resources) {
        return TorchScript.compile(EgclScripts.class, constants, resources);
    }

    private static Map<String, Object> constants(
            EgclConfig c, boolean updateFeatures, boolean training) {
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("INPUTS", c.inputFeatures());
        constants.put("HIDDEN", c.hiddenFeatures());
        constants.put("ATTRIBUTES", c.edgeAttributes());
        constants.put("EDGE_ATTRIBUTES", python(c.edgeAttributes() > 0));
        constants.put("NODE_ATTRIBUTES", c.nodeAttributes());
        constants.put("RESIDUAL", python(c.residual()));
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
        constants.put("UPDATE_FEATURES", python(updateFeatures));
        constants.put("SILU", training ? "torch.silu" : "torch.silu_");
        constants.put("CHUNK", training ? TRAINING_CHUNK : INFERENCE_CHUNK);
        return constants;
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

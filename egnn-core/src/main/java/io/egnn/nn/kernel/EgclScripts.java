/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
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

    private static final String LAYER = "egcl.ts.txt";

    private final Map<Object, TorchScript> compiled = new ConcurrentHashMap<>();

    private record LayerKey(
            EgclConfig config, boolean updateFeatures, boolean training, LinearText linear) {}

    /** {@code affine} of the linear texts. */
    TorchScript affine(NDArray sample, boolean training) {
        return compiled.computeIfAbsent(
                LinearText.fastest(sample, training),
                key ->
                        compile(
                                Map.of("SILU", "torch.silu"),
                                ((LinearText) key).resource(),
                                "affine.ts.txt"));
    }

    /** One layer; see {@value LAYER}. */
    TorchScript layer(EgclConfig config, boolean updateFeatures, NDArray sample, boolean training) {
        LinearText linear = LinearText.fastest(sample, training);
        return compiled.computeIfAbsent(
                new LayerKey(config, updateFeatures, training, linear),
                key ->
                        compile(
                                constants(config, updateFeatures, training),
                                linear.resource(),
                                "sum.ts.txt",
                                LAYER));
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
        constants.put("EDGE_ATTRIBUTES", TorchScript.literal(c.edgeAttributes() > 0));
        constants.put("NODE_ATTRIBUTES", c.nodeAttributes());
        constants.put("RESIDUAL", TorchScript.literal(c.residual()));
        constants.put("MOVES", TorchScript.literal(c.movesCoordinates()));
        constants.put("MEAN", TorchScript.literal(c.coordinateUpdate().isMean()));
        constants.put("UNIT", TorchScript.literal(c.scaling() == DifferenceScaling.UNIT));
        constants.put("DAMPED", TorchScript.literal(c.scaling() == DifferenceScaling.DAMPED));
        constants.put("TANH", TorchScript.literal(c.tanh()));
        constants.put("CLAMP_NORM", TorchScript.literal(c.clamp() == Clamp.NORM));
        constants.put("CLAMP_COMPONENT", TorchScript.literal(c.clamp() == Clamp.COMPONENT));
        constants.put("LIMIT", c.clampLimit());
        constants.put("LIMIT_SQUARED", c.clampLimit() * c.clampLimit());
        constants.put("VELOCITY", TorchScript.literal(c.velocity() != VelocityForm.NONE));
        constants.put("RECURSIVE", TorchScript.literal(c.velocity() == VelocityForm.RECURSIVE));
        constants.put("INFERRED_EDGES", TorchScript.literal(c.inferredEdges()));
        constants.put("UPDATE_FEATURES", TorchScript.literal(updateFeatures));
        constants.put("SILU", training ? "torch.silu" : "torch.silu_");
        constants.put("CHUNK", training ? TRAINING_CHUNK : INFERENCE_CHUNK);
        return constants;
    }
}

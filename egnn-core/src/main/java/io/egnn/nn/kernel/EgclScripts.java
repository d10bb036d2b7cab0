/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scripts of {@link TorchScriptKernel}, each compiled once. */
final class EgclScripts {

    private final Map<Key, NetworkScript> compiled = new ConcurrentHashMap<>();
    private final Map<Key, RecordedNetwork> recorded = new ConcurrentHashMap<>();
    private final @Nullable LinearText inference;

    private record Key(
            EgclConfig config,
            boolean firstResidual,
            int layers,
            int rounds,
            boolean updatesLast,
            boolean mapsInput,
            boolean composes,
            boolean mapsOutput,
            double pull,
            boolean training,
            int chunk,
            LinearText linear) {

        int steps() {
            return layers * rounds;
        }

        /** That of a record takes as long as some operations of a small batch. */
        @Override
        public int hashCode() {
            return 31 * (31 * config.hiddenFeatures() + layers) + (training ? 1 : 0);
        }

        static Key of(
                LayerStack stack, boolean composes, boolean training, int chunk, LinearText text) {
            return new Key(
                    stack.config(),
                    stack.firstResidual(),
                    stack.layers().size(),
                    stack.rounds(),
                    stack.updatesLast(),
                    stack.inputMap() != null,
                    composes,
                    stack.outputMap() != null,
                    stack.pull(),
                    training,
                    chunk,
                    text);
        }
    }

    EgclScripts(@Nullable LinearText inference) {
        this.inference = inference;
    }

    /** All layers, for one of some shares of a batch; see layers.ts.txt. */
    NetworkScript of(LayerStack stack, int weights, NDArray sample, boolean training, int shares) {
        Key key =
                Key.of(
                        stack,
                        stack.hasShortInput(),
                        training,
                        shares > 1
                                ? MessageChunk.PER_THREAD
                                : MessageChunk.elements(sample.getDevice()),
                        training || inference == null
                                ? LinearText.fastest(sample, training)
                                : inference);
        return compiled.computeIfAbsent(
                key,
                k ->
                        NetworkScript.compile(
                                EgclScripts.class,
                                constants(k, stack, weights, false),
                                weights,
                                texts(k.linear)));
    }

    /** All layers with their backward pass; see layers_backward.ts.txt. */
    RecordedNetwork recordedOf(LayerStack stack, int weights) {
        Key key = Key.of(stack, false, false, MessageChunk.PER_THREAD, LinearText.PYTORCH);
        return recorded.computeIfAbsent(
                key,
                k ->
                        RecordedNetwork.compile(
                                EgclScripts.class,
                                constants(k, stack, weights, true),
                                weights,
                                k.steps(),
                                texts(
                                        k.linear,
                                        "receivers.ts.txt",
                                        "egcl_backward.ts.txt",
                                        "layers_backward.ts.txt",
                                        "receivers_backward.ts.txt",
                                        "gradients.ts.txt")));
    }

    /** The texts of all layers, and others that call them. */
    private static String[] texts(LinearText linear, String... more) {
        Stream<String> layers =
                Stream.of(
                        linear.resource(),
                        "sum.ts.txt",
                        "edges.ts.txt",
                        "egcl.ts.txt",
                        "layers.ts.txt");
        return Stream.concat(layers, Stream.of(more)).toArray(String[]::new);
    }

    private static Map<String, Object> constants(
            Key key, LayerStack stack, int weights, boolean records) {
        Map<String, Object> constants = layerConstants(key.config, key.training);
        constants.put("FIRST_RESIDUAL", TorchScript.literal(key.firstResidual));
        constants.put("RECORDS", TorchScript.literal(records));
        constants.put(
                "PER_PIECE",
                2 + (key.config.inferredEdges() ? 1 : 0) + (key.config.movesCoordinates() ? 1 : 0));
        constants.put("CHUNK", key.chunk);
        int first = key.mapsInput ? 2 : 0;
        int last = weights - (key.mapsOutput ? 2 : 0);
        constants.put("MAPS_INPUT", TorchScript.literal(key.mapsInput));
        constants.put("COMPOSES", TorchScript.literal(key.composes));
        constants.put("MAPS_OUTPUT", TorchScript.literal(key.mapsOutput));
        constants.put("OUTPUT", last);
        constants.put("OUTPUT_BIAS", last + 1);
        constants.put("GIVES_FEATURES", TorchScript.literal(stack.givesFeatures()));
        constants.put("CHANGES_COORDINATES", TorchScript.literal(stack.changesCoordinates()));
        constants.put("CHANGES_VELOCITIES", TorchScript.literal(stack.changesVelocities()));
        constants.put("STEPS", key.steps());
        constants.put("LAST", key.steps() - 1);
        constants.put("LAYERS", key.layers);
        constants.put("UPDATES_LAST", TorchScript.literal(key.updatesLast));
        constants.put("FIRST", first);
        constants.put("PULLS", TorchScript.literal(key.pull > 0));
        constants.put("KEPT", 1 - key.pull);
        constants.put("PER_LAYER", (last - first) / key.layers);
        return constants;
    }

    private static Map<String, Object> layerConstants(EgclConfig c, boolean training) {
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("HIDDEN", c.hiddenFeatures());
        constants.put("ATTRIBUTES", c.edgeAttributes());
        constants.put("EDGE_ATTRIBUTES", TorchScript.literal(c.edgeAttributes() > 0));
        constants.put(
                "SQUARES",
                TorchScript.literal(
                        c.scaling() == DifferenceScaling.NONE && c.clamp() != Clamp.NORM));
        constants.put("NODE_ATTRIBUTES", c.nodeAttributes());
        constants.put("RESIDUAL", TorchScript.literal(c.residual()));
        constants.put("OVER_ALL_NODES", TorchScript.literal(c.coordinateUpdate().overAllNodes()));
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
        constants.put("SILU", training ? "torch.silu" : "torch.silu_");
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
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDList;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.baseline.RadialFieldConfig;
import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.DifferenceScaling;
import io.egnn.nn.kernel.EgclConfig;
import io.egnn.nn.kernel.VelocityForm;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transcription of one of the reference's networks.
 *
 * @param resource the file of the text, beside this class
 * @param constants what stands for the upper-case names in it
 * @param config the network that it transcribes
 */
record ReferenceText(String resource, Map<String, Object> constants, NetworkConfig config) {

    private static final int COORDINATE_WEIGHTS = 3;
    private static final int VELOCITY_WEIGHTS = 4;
    private static final int GATE_WEIGHTS = 2;
    private static final int CONVOLUTION_WEIGHTS = 8;

    /**
     * The transcription of a network.
     *
     * @param config its sizes and options
     * @throws IllegalArgumentException if the reference has no such network
     */
    static ReferenceText of(NetworkConfig config) {
        if (config instanceof EgnnConfig egnn) {
            return new ReferenceText("reference.ts.txt", constants(egnn), config);
        }
        if (config instanceof GnnConfig gnn && gnn.edgeAttributes() > 0) {
            Map<String, Object> constants = new LinkedHashMap<>();
            constants.put("LAYERS", gnn.layers());
            putHeads(constants, 2 + gnn.layers() * CONVOLUTION_WEIGHTS);
            return new ReferenceText("reference_gnn.ts.txt", constants, config);
        }
        if (config instanceof RadialFieldConfig rf
                && rf.edgeAttributes() > 0
                && rf.equals(
                        RadialFieldConfig.withVelocities(
                                rf.hiddenFeatures(), rf.layers(), rf.edgeAttributes()))) {
            return new ReferenceText("reference_rf.ts.txt", Map.of("LAYERS", rf.layers()), config);
        }
        throw new IllegalArgumentException(
                "the transcription of the reference has no network " + config);
    }

    /** What the network puts out, of what the text returns. */
    NDList outputs(NDList results) {
        if (!(config instanceof EgnnConfig egnn)) {
            return results;
        }
        return switch (egnn.outputs()) {
            case FEATURES, GRAPH -> new NDList(results.get(0));
            case COORDINATES -> new NDList(results.get(1));
            case ALL -> results;
        };
    }

    private static Map<String, Object> constants(EgnnConfig config) {
        EgclConfig layer = config.layer();
        requireKnown(layer);
        boolean velocity = layer.velocity() != VelocityForm.NONE;
        int gate =
                CONVOLUTION_WEIGHTS
                        + (layer.movesCoordinates() ? COORDINATE_WEIGHTS : 0)
                        + (velocity ? VELOCITY_WEIGHTS : 0);
        int perLayer = gate + (layer.inferredEdges() ? GATE_WEIGHTS : 0);
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put("LAYERS", config.layers());
        constants.put("PER_LAYER", perLayer);
        constants.put("HIDDEN", layer.hiddenFeatures());
        constants.put("GATE", gate);
        constants.put("GATE_BIAS", gate + 1);
        constants.put("EDGE_ATTRIBUTES", python(layer.edgeAttributes() > 0));
        constants.put("INFERRED_EDGES", python(layer.inferredEdges()));
        constants.put("MOVES", python(layer.movesCoordinates()));
        // gcl.py, which has the velocities, clamps; egnn_clean does not.
        constants.put("CLAMPS", python(velocity));
        constants.put("VELOCITY", python(velocity));
        // Only the network of molecules pads, and it always does.
        constants.put("MASKED", python(config.outputs() == Outputs.GRAPH));
        constants.put("READS_OUT", python(config.outputs() == Outputs.GRAPH));
        constants.put(
                "MAPS_OUTPUT",
                python(config.outputs() != Outputs.GRAPH && config.outputFeatures() > 0));
        putHeads(constants, 2 + config.layers() * perLayer);
        return constants;
    }

    /** Where the weights after the layers are. */
    private static void putHeads(Map<String, Object> constants, int first) {
        for (int i = 0; i < 8; i++) {
            constants.put("HEAD_" + i, first + i);
        }
    }

    private static void requireKnown(EgclConfig layer) {
        boolean known =
                layer.residual()
                        && layer.nodeAttributes() == 0
                        && layer.scaling() == DifferenceScaling.NONE
                        && !layer.tanh()
                        && layer.clamp() == Clamp.NONE
                        && layer.velocity() != VelocityForm.RECURSIVE
                        && (layer.coordinateUpdate() == CoordinateUpdate.NONE
                                || layer.coordinateUpdate() == CoordinateUpdate.NEIGHBOR_MEAN);
        if (!known) {
            throw new IllegalArgumentException(
                    "the transcription of the reference has no layer " + layer);
        }
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }
}

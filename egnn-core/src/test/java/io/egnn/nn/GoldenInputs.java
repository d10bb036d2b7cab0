/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.VelocityForm;
import java.util.function.IntToDoubleFunction;

/** The networks of the golden values and the inputs that their formulas give. */
public record GoldenInputs(NDManager manager) {

    /** The network of {@code clean_EGNN_2layer}. */
    public static EgnnConfig cleanNetwork() {
        return EgnnConfig.builder()
                .setFeatures(3, 6)
                .optLayers(2)
                .optOutputFeatures(2)
                .optEdgeAttributes(2)
                .build();
    }

    /** The network of {@code nbody_EGNN_vel}. */
    public static EgnnConfig particleNetwork() {
        return EgnnConfig.builder()
                .setFeatures(1, 6)
                .optLayers(2)
                .optEdgeAttributes(2)
                .optVelocity(VelocityForm.INITIAL)
                .optOutputs(Outputs.COORDINATES)
                .build();
    }

    /** The network of {@code QM9_EGNN_att0} and {@code QM9_EGNN_att1}. */
    public static EgnnConfig moleculeNetwork(boolean inferredEdges) {
        return EgnnConfig.builder()
                .setFeatures(15, 6)
                .optLayers(2)
                .optInferredEdges(inferredEdges)
                .optCoordinateUpdate(CoordinateUpdate.NONE)
                .optOutputs(Outputs.GRAPH)
                .optOutputFeatures(1)
                .build();
    }

    /** Four nodes with three features, two attributes of each edge, no velocities. */
    public GraphBatch fourNodes() {
        return GraphBatch.of(features(), positions(1, 4)).withEdgeAttributes(edgeAttributes(2));
    }

    /** Four nodes with the first of the three features, and velocities. */
    public GraphBatch particles() {
        return GraphBatch.of(features().get(":, :, 0:1"), positions(1, 4))
                .withVelocities(velocities())
                .withEdgeAttributes(edgeAttributes(2));
    }

    /** Four nodes with positions and velocities as features, one attribute of each edge. */
    public GraphBatch statesAsFeatures() {
        NDArray x = positions(1, 4);
        return GraphBatch.of(x.concat(velocities(), 2), x).withEdgeAttributes(edgeAttributes(1));
    }

    /** Four nodes without features to speak of, one attribute of each edge. */
    public GraphBatch points() {
        return GraphBatch.of(features(), positions(1, 4)).withEdgeAttributes(edgeAttributes(1));
    }

    /** Two molecules padded to three atoms: Z = [6, 1, none] and [8, 1, 1]. */
    public GraphBatch molecules() {
        double[] features = new double[2 * 3 * 15];
        int[][] species = {{1, 0, -1}, {3, 0, 0}};
        double[] charges = {1, 6, 7, 8, 9};
        for (int atom = 0; atom < 6; atom++) {
            int s = species[atom / 3][atom % 3];
            for (int power = 0; s >= 0 && power < 3; power++) {
                features[atom * 15 + 3 * s + power] = Math.pow(charges[s] / 9, power);
            }
        }
        return GraphBatch.of(manager.create(features, new Shape(2, 3, 15)), positions(2, 3))
                .withNodeMask(manager.create(new double[] {1, 1, 0, 1, 1, 1}, new Shape(2, 3)));
    }

    /** Velocities of the four nodes. */
    public NDArray velocities() {
        return GoldenModel.sine(manager, 1, 1.3, 0.4, new Shape(1, 4, 3));
    }

    /** The flat list of edges (i, j), i outer, j inner, j != i, as a dense tensor. */
    public NDArray denseEdges(int attributes, IntToDoubleFunction value) {
        double[] dense = new double[16 * attributes];
        int e = 0;
        for (int slot = 0; slot < 16; slot++) {
            for (int k = 0; slot / 4 != slot % 4 && k < attributes; k++) {
                dense[slot * attributes + k] = value.applyAsDouble(e++);
            }
        }
        return manager.create(dense, new Shape(1, 4, 4, attributes));
    }

    private NDArray edgeAttributes(int attributes) {
        return denseEdges(attributes, e -> Math.sin(0.7 * e + 0.1));
    }

    private NDArray features() {
        return GoldenModel.sine(manager, 1, 0.5, 0.2, new Shape(1, 4, 3));
    }

    private NDArray positions(int graphs, int nodes) {
        return GoldenModel.sine(manager, 1.5, 0.9, -0.3, new Shape(graphs, nodes, 3));
    }
}

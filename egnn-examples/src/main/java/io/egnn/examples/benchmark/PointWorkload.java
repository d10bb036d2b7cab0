/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.NeighborList;
import io.egnn.graph.NeighborTensors;
import io.egnn.nn.EgnnConfig;
import java.util.List;
import java.util.random.RandomGenerator;

/** Points in a cube, on average one per unit of volume, each hearing its 16 nearest neighbours. */
final class PointWorkload implements Workload {

    private static final int HIDDEN_FEATURES = 64;
    private static final int LAYERS = 4;

    static final int POINTS = 10_000;
    static final int NEIGHBORS = 16;

    private final int points;

    /**
     * A cloud.
     *
     * @param points how many, more than {@value #NEIGHBORS}
     */
    PointWorkload(int points) {
        if (points <= NEIGHBORS) {
            throw new IllegalArgumentException(
                    "a cloud needs more than " + NEIGHBORS + " points, got " + points);
        }
        this.points = points;
    }

    @Override
    public String key() {
        return "points";
    }

    @Override
    public int hiddenFeatures() {
        return HIDDEN_FEATURES;
    }

    @Override
    public int layers() {
        return LAYERS;
    }

    @Override
    public EgnnConfig config() {
        return EgnnConfig.builder()
                .setFeatures(1, HIDDEN_FEATURES)
                .optLayers(LAYERS)
                .optOutputFeatures(1)
                .build();
    }

    /** The points, one after the other. */
    double[] coordinates() {
        RandomGenerator random = Draws.generator(0);
        double side = Math.cbrt(points);
        double[] coordinates = new double[3 * points];
        for (int i = 0; i < coordinates.length; i++) {
            // Both sides see float32; the neighbours are to be those of the same points.
            coordinates[i] = (float) (side * random.nextDouble());
        }
        return coordinates;
    }

    NeighborList search(double[] coordinates) {
        return NeighborList.nearest(NEIGHBORS).search(coordinates, 3);
    }

    @Override
    public List<GraphBatch> batches(Side side, NDManager manager) {
        double[] coordinates = coordinates();
        NeighborTensors neighbors =
                NeighborTensors.ofBatch(manager, DataType.FLOAT32, List.of(search(coordinates)));
        float[] x = new float[coordinates.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) coordinates[i];
        }
        float[] h = Draws.normal(Draws.generator(1), 1, points);
        return List.of(
                GraphBatch.of(
                                manager.create(h, new Shape(1, points, 1)),
                                manager.create(x, new Shape(1, points, 3)))
                        .withNeighbors(neighbors.indices(), neighbors.mask()));
    }

    @Override
    public int samples() {
        return points;
    }

    @Override
    public int batchSamples() {
        return points;
    }

    @Override
    public long edges() {
        return (long) points * NEIGHBORS;
    }

    @Override
    public long nodes() {
        return points;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.egnn.datasets.RealArray;
import io.egnn.graph.GraphBatch;

/**
 * A batch of particle systems being filled on the Java side, so that each of its arrays is made in
 * one call.
 */
final class ParticleTensors {

    private final ParticleFeatures features;
    private final int batch;
    private final int particles;
    private final int dimension;
    private final double[] h;
    private final double[] x;
    private final double[] v;
    private final double[] a;
    private int added;

    ParticleTensors(ParticleFeatures features, int batch, int particles, int dimension) {
        this.features = features;
        this.batch = batch;
        this.particles = particles;
        this.dimension = dimension;
        h = new double[batch * particles * features.nodeFeatures(dimension)];
        x = new double[batch * particles * dimension];
        v = new double[x.length];
        a = new double[batch * particles * particles * features.edgeAttributes()];
    }

    /** Adds one system, given one particle after the other. */
    void add(double[] positions, double[] velocities, double[] charges) {
        int width = particles * dimension;
        System.arraycopy(positions, 0, x, added * width, width);
        System.arraycopy(velocities, 0, v, added * width, width);
        features.putNodeFeatures(
                positions,
                velocities,
                charges,
                h,
                added * particles * features.nodeFeatures(dimension));
        features.putEdgeAttributes(
                positions,
                velocities,
                charges,
                a,
                added * particles * particles * features.edgeAttributes());
        added++;
    }

    GraphBatch toBatch(NDManager manager, DataType type) {
        int nodeFeatures = features.nodeFeatures(dimension);
        GraphBatch graphs =
                GraphBatch.of(
                                RealArray.of(manager, h, type, batch, particles, nodeFeatures),
                                RealArray.of(manager, x, type, batch, particles, dimension))
                        .withVelocities(
                                RealArray.of(manager, v, type, batch, particles, dimension));
        int attributes = features.edgeAttributes();
        return attributes == 0
                ? graphs
                : graphs.withEdgeAttributes(
                        RealArray.of(manager, a, type, batch, particles, particles, attributes));
    }

    /**
     * The only system of a batch of one, in the order of {@link GraphBatch#NAMES} and without the
     * batch axis.
     */
    NDList toSample(NDManager manager, DataType type) {
        NDList list = toBatch(manager, type).toNDList();
        NDList sample = new NDList(list.size());
        for (NDArray array : list) {
            sample.add(array.size() == 0 ? array : withoutBatchAxis(array));
        }
        return sample;
    }

    /**
     * A copy, since the memory of the array itself does not outlive it, whatever views there are.
     */
    private static NDArray withoutBatchAxis(NDArray array) {
        return array.reshape(array.getShape().slice(1)).duplicate();
    }
}

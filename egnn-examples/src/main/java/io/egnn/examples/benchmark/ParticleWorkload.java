/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.kernel.VelocityForm;
import java.util.List;
import java.util.random.RandomGenerator;

/** The batch of section 5.1: 100 systems of 5 charged particles, in the reference's network. */
final class ParticleWorkload implements Workload {

    private static final int SYSTEMS = 100;
    private static final int PARTICLES = 5;

    @Override
    public String key() {
        return "nbody";
    }

    @Override
    public EgnnConfig config() {
        return EgnnConfig.builder()
                .setFeatures(1, 64)
                .optLayers(4)
                .optEdgeAttributes(2)
                .optVelocity(VelocityForm.INITIAL)
                .optOutputs(Outputs.COORDINATES)
                .build();
    }

    @Override
    public List<GraphBatch> batches(Side side, NDManager manager) {
        RandomGenerator random = Draws.generator(0);
        Shape vectors = new Shape(SYSTEMS, PARTICLES, 3);
        NDArray x = manager.create(Draws.normal(random, 1, (int) vectors.size()), vectors);
        NDArray v = manager.create(Draws.normal(random, 0.3, (int) vectors.size()), vectors);
        NDArray charge =
                manager.create(
                        Draws.signs(random, SYSTEMS * PARTICLES), new Shape(SYSTEMS, PARTICLES, 1));
        NDArray speed = v.norm(new int[] {2}, true);
        // As in the reference: the product of the charges and the squared distance.
        NDArray product = charge.mul(charge.transpose(0, 2, 1)).expandDims(3);
        NDArray d2 = x.expandDims(2).sub(x.expandDims(1)).square().sum(new int[] {3}, true);
        return List.of(
                GraphBatch.of(speed, x)
                        .withVelocities(v)
                        .withEdgeAttributes(product.concat(d2, 3)));
    }

    @Override
    public int samples() {
        return SYSTEMS;
    }

    @Override
    public int batchSamples() {
        return SYSTEMS;
    }

    @Override
    public long edges() {
        return nodes() * (PARTICLES - 1);
    }

    @Override
    public long nodes() {
        return SYSTEMS * PARTICLES;
    }
}

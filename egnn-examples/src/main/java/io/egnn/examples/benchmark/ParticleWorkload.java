/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.baseline.RadialFieldConfig;
import io.egnn.nn.kernel.VelocityForm;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The batch of section 5.1: 100 systems of 5 charged particles, in each of the reference's networks
 * with the inputs that it gets there.
 */
enum ParticleWorkload implements Workload {
    /** The equivariant network. */
    EGNN("nbody") {
        @Override
        public NetworkConfig config() {
            return EgnnConfig.builder()
                    .setFeatures(1, HIDDEN_FEATURES)
                    .optLayers(LAYERS)
                    .optEdgeAttributes(2)
                    .optVelocity(VelocityForm.INITIAL)
                    .optOutputs(Outputs.COORDINATES)
                    .build();
        }
    },
    /** The graph neural network, which reads positions and velocities as features. */
    GNN("gnn") {
        @Override
        public NetworkConfig config() {
            return new GnnConfig(2 * DIMENSION, HIDDEN_FEATURES, LAYERS, 1, DIMENSION);
        }

        @Override
        GraphBatch batch(NDArray x, NDArray v, NDArray product) {
            return GraphBatch.of(x.concat(v, 2), x).withEdgeAttributes(product);
        }
    },
    /** The radial field. */
    RADIAL_FIELD("rf") {
        @Override
        public NetworkConfig config() {
            return RadialFieldConfig.withVelocities(HIDDEN_FEATURES, LAYERS, 2);
        }

        /**
         * {@inheritDoc} No map of phi has F inputs and F outputs: per edge the first one reads
         * three numbers and the second one writes one, per node it is one and one.
         */
        @Override
        public double stepOperations() {
            return 3.0 * 2 * HIDDEN_FEATURES * LAYERS * (4 * edges() + 2 * nodes());
        }
    };

    private static final int SYSTEMS = 100;
    private static final int PARTICLES = 5;
    private static final int DIMENSION = 3;
    private static final int HIDDEN_FEATURES = 64;
    private static final int LAYERS = 4;

    private final String key;

    ParticleWorkload(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
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
    public boolean timesPasses() {
        return true;
    }

    @Override
    public List<GraphBatch> batches(Side side, NDManager manager) {
        RandomGenerator random = Draws.generator(0);
        Shape vectors = new Shape(SYSTEMS, PARTICLES, DIMENSION);
        NDArray x = manager.create(Draws.normal(random, 1, (int) vectors.size()), vectors);
        NDArray v = manager.create(Draws.normal(random, 0.3, (int) vectors.size()), vectors);
        NDArray charge =
                manager.create(
                        Draws.signs(random, SYSTEMS * PARTICLES), new Shape(SYSTEMS, PARTICLES, 1));
        return List.of(batch(x, v, charge.mul(charge.transpose(0, 2, 1)).expandDims(3)));
    }

    /**
     * A batch with the speed as feature, the product of the charges and the squared distance as
     * attributes.
     */
    GraphBatch batch(NDArray x, NDArray v, NDArray product) {
        NDArray d2 = x.expandDims(2).sub(x.expandDims(1)).square().sum(new int[] {3}, true);
        return GraphBatch.of(v.norm(new int[] {2}, true), x)
                .withVelocities(v)
                .withEdgeAttributes(product.concat(d2, 3));
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

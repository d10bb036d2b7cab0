/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.egnn.graph.GraphBatch;
import java.util.List;

/**
 * What a network sees of a particle system: a complete graph with one node feature, its speed \(
 * h_i = \lVert v_i \rVert \), positions x, velocities v, and attributes of every pair.
 *
 * <p>Features and attributes are invariant under translations, rotations and reflections. They are
 * computed in double precision.
 */
public enum ParticleFeatures {
    /**
     * The inputs of the paper.
     *
     * <p>\( a_{ij} = [\, q_i q_j,\; \lVert x_i - x_j \rVert^2 \,] \)
     */
    PAPER(2),

    /**
     * The inputs of the paper, how the velocities lie to each other and to the pair, the distance
     * itself, and the energy of the pair, kept finite where particles meet.
     *
     * <p>\( a_{ij} = [\, q_i q_j,\; r^2,\; v_i \cdot (x_i - x_j),\; v_j \cdot (x_i - x_j),\; v_i
     * \cdot v_j,\; r,\; q_i q_j / (r + 0.1) \,] \) with \( r = \lVert x_i - x_j \rVert \)
     */
    INVARIANT(7);

    /** Added to the distance below the energy of a pair, in units of length: {@value}. */
    private static final double SOFTENING = 0.1;

    /** F, the number of node features. */
    public static final int NODE_FEATURES = 1;

    private final int edgeAttributes;

    ParticleFeatures(int edgeAttributes) {
        this.edgeAttributes = edgeAttributes;
    }

    /**
     * A, the number of attributes of a pair.
     *
     * @return 2 or 7
     */
    public int edgeAttributes() {
        return edgeAttributes;
    }

    /**
     * A batch of systems.
     *
     * @param manager takes the arrays
     * @param systems at least one, all with as many particles and in as many dimensions
     * @param dataType {@link DataType#FLOAT32} or {@link DataType#FLOAT64}
     * @return h (B, N, 1), x and v (B, N, n), a (B, N, N, A)
     * @throws IllegalArgumentException if the systems do not fit each other or the type is another
     *     one
     */
    public GraphBatch batch(NDManager manager, List<ParticleSystem> systems, DataType dataType) {
        if (systems.isEmpty()) {
            throw new IllegalArgumentException("batch: expected at least one particle system");
        }
        int particles = systems.get(0).size();
        int dimension = systems.get(0).dimension();
        ParticleTensors tensors = new ParticleTensors(this, systems.size(), particles, dimension);
        for (int b = 0; b < systems.size(); b++) {
            ParticleSystem system = systems.get(b);
            if (system.size() != particles || system.dimension() != dimension) {
                throw new IllegalArgumentException(
                        "particle system %d of the batch: expected %d particles in %d dimensions like the first, got %d in %d"
                                .formatted(
                                        b,
                                        particles,
                                        dimension,
                                        system.size(),
                                        system.dimension()));
            }
            add(tensors, system);
        }
        return tensors.toBatch(manager, dataType);
    }

    /**
     * One system, to be stacked with others.
     *
     * @param manager takes the arrays
     * @param system any particles
     * @param dataType {@link DataType#FLOAT32} or {@link DataType#FLOAT64}
     * @return the arrays of {@link GraphBatch#NAMES} without their first axis: h (N, 1), x and v
     *     (N, n), a (N, N, A), and empty ones
     * @throws IllegalArgumentException if the type is another one
     */
    public NDList sample(NDManager manager, ParticleSystem system, DataType dataType) {
        ParticleTensors tensors = new ParticleTensors(this, 1, system.size(), system.dimension());
        add(tensors, system);
        return tensors.toSample(manager, dataType);
    }

    /**
     * Writes a (N, N, A) of one system to out from the given place; the diagonal as any other pair.
     */
    void putEdgeAttributes(double[] x, double[] v, double[] q, double[] out, int from) {
        int n = x.length / q.length;
        int k = from;
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < q.length; j++) {
                double distance = 0;
                double receiver = 0;
                double sender = 0;
                double both = 0;
                for (int d = 0; d < n; d++) {
                    double vi = v[i * n + d];
                    double vj = v[j * n + d];
                    double difference = x[i * n + d] - x[j * n + d];
                    distance += difference * difference;
                    receiver += vi * difference;
                    sender += vj * difference;
                    both += vi * vj;
                }
                out[k] = q[i] * q[j];
                out[k + 1] = distance;
                if (this == INVARIANT) {
                    out[k + 2] = receiver;
                    out[k + 3] = sender;
                    double r = Math.sqrt(distance);
                    out[k + 4] = both;
                    out[k + 5] = r;
                    out[k + 6] = q[i] * q[j] / (r + SOFTENING);
                }
                k += edgeAttributes;
            }
        }
    }

    private static void add(ParticleTensors tensors, ParticleSystem system) {
        tensors.add(system.flatPositions(), system.flatVelocities(), system.charges());
    }
}

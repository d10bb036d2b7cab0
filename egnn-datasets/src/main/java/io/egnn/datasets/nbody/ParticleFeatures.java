/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.egnn.graph.GraphBatch;
import java.util.List;

/**
 * What a network sees of a particle system: a complete graph with features h of every particle,
 * positions x, velocities v, and attributes of every pair.
 *
 * <p>Features and attributes are computed in double precision. But for those of {@link #STATE} they
 * are invariant under translations, rotations and reflections.
 */
public enum ParticleFeatures {
    /**
     * What EGNN and Radial Field see in the paper.
     *
     * <p>\( h_i = \lVert v_i \rVert, \quad a_{ij} = [\, q_i q_j,\; \lVert x_i - x_j \rVert^2 \,] \)
     */
    PAPER(2),

    /**
     * Those, how the velocities lie to each other and to the pair, the distance itself, and the
     * energy of the pair, kept finite where particles meet.
     *
     * <p>\( h_i = \lVert v_i \rVert, \quad a_{ij} = [\, q_i q_j,\; r^2,\; v_i \cdot (x_i - x_j),\;
     * v_j \cdot (x_i - x_j),\; v_i \cdot v_j,\; r,\; q_i q_j / (r + 0.1) \,] \) with \( r = \lVert
     * x_i - x_j \rVert \)
     */
    INVARIANT(7),

    /**
     * What the GNN without symmetries sees in the paper: where particles are and how they move, as
     * features.
     *
     * <p>\( h_i = [\, x_i,\; v_i \,], \quad a_{ij} = [\, q_i q_j \,] \)
     */
    STATE(1),

    /**
     * What Tensor Field Network and SE(3)-Transformer see in the paper: the charges, and no
     * attributes of pairs.
     *
     * <p>\( h_i = q_i \)
     */
    CHARGE(0);

    /** Added to the distance below the energy of a pair, in units of length: {@value}. */
    private static final double SOFTENING = 0.1;

    private final int edgeAttributes;

    ParticleFeatures(int edgeAttributes) {
        this.edgeAttributes = edgeAttributes;
    }

    /**
     * A, the number of attributes of a pair.
     *
     * @return 0 where there are none
     */
    public int edgeAttributes() {
        return edgeAttributes;
    }

    /**
     * F, the number of features of a particle.
     *
     * @param dimension n, the number of its coordinates
     * @return 1, or 2n for {@link #STATE}
     */
    public int nodeFeatures(int dimension) {
        return this == STATE ? 2 * dimension : 1;
    }

    /**
     * Whether features and attributes stay as they are when all particles are moved by the same
     * vector.
     *
     * @return false for {@link #STATE}, which holds absolute positions
     */
    public boolean isTranslationInvariant() {
        return this != STATE;
    }

    /**
     * A batch of systems.
     *
     * @param manager takes the arrays
     * @param systems at least one, all with as many particles and in as many dimensions
     * @param dataType {@link DataType#FLOAT32} or {@link DataType#FLOAT64}
     * @return h (B, N, F), x and v (B, N, n), a (B, N, N, A) unless A is 0
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
     * @return the arrays of {@link GraphBatch#NAMES} without their first axis: h (N, F), x and v
     *     (N, n), a (N, N, A), and empty ones
     * @throws IllegalArgumentException if the type is another one
     */
    public NDList sample(NDManager manager, ParticleSystem system, DataType dataType) {
        ParticleTensors tensors = new ParticleTensors(this, 1, system.size(), system.dimension());
        add(tensors, system);
        return tensors.toSample(manager, dataType);
    }

    /** Writes h (N, F) of one system to out from the given place. */
    void putNodeFeatures(double[] x, double[] v, double[] q, double[] out, int from) {
        int n = x.length / q.length;
        for (int i = 0; i < q.length; i++) {
            switch (this) {
                case STATE -> {
                    System.arraycopy(x, i * n, out, from + 2 * i * n, n);
                    System.arraycopy(v, i * n, out, from + (2 * i + 1) * n, n);
                }
                case CHARGE -> out[from + i] = q[i];
                case PAPER, INVARIANT -> out[from + i] = Math.sqrt(dot(v, i, v, i, n));
            }
        }
    }

    /**
     * Writes a (N, N, A) of one system to out from the given place; the diagonal as any other pair.
     */
    void putEdgeAttributes(double[] x, double[] v, double[] q, double[] out, int from) {
        int n = x.length / q.length;
        double[] difference = new double[n];
        int k = from;
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < q.length; j++) {
                if (edgeAttributes >= 1) {
                    out[k] = q[i] * q[j];
                }
                for (int d = 0; d < n; d++) {
                    difference[d] = x[i * n + d] - x[j * n + d];
                }
                double distance = dot(difference, 0, difference, 0, n);
                if (edgeAttributes >= 2) {
                    out[k + 1] = distance;
                }
                if (this == INVARIANT) {
                    out[k + 2] = dot(v, i, difference, 0, n);
                    out[k + 3] = dot(v, j, difference, 0, n);
                    double r = Math.sqrt(distance);
                    out[k + 4] = dot(v, i, v, j, n);
                    out[k + 5] = r;
                    out[k + 6] = q[i] * q[j] / (r + SOFTENING);
                }
                k += edgeAttributes;
            }
        }
    }

    /** The inner product of row i of a and row j of b, rows of length n. */
    private static double dot(double[] a, int i, double[] b, int j, int n) {
        double sum = 0;
        for (int d = 0; d < n; d++) {
            sum += a[i * n + d] * b[j * n + d];
        }
        return sum;
    }

    private static void add(ParticleTensors tensors, ParticleSystem system) {
        tensors.add(system.flatPositions(), system.flatVelocities(), system.charges());
    }
}

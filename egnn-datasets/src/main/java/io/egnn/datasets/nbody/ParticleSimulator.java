/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The charged-particle simulator of section 5.1, in double precision.
 *
 * <p>Particles of unit mass interact by the Coulomb force
 *
 * <p>\[ F_i = \sum_{j \neq i} q_i q_j \frac{x_i - x_j}{\lVert x_i - x_j \rVert^3}, \]
 *
 * <p>clamped at {@value #MAX_FORCE}, and move by the symplectic Euler scheme with time step {@value
 * #TIME_STEP}: first \( v \leftarrow v + \Delta t \, F(x) \), then \( x \leftarrow x + \Delta t \,
 * v \). The velocity of a state is the one that led to its position, so that a simulation can go on
 * from any state as if it had never stopped. There are no walls. Coincident particles exert no
 * force on each other.
 *
 * <p>Accuracy: particles that nearly collide make a trajectory chaotic, and then the rounding of
 * single operations decides where they end. Where that does not happen, trajectories agree with the
 * reference's to about 1e-12; 5 % of the standard ones do not, and neither does the reference with
 * itself on another processor. Java rounds alike everywhere. Means over the test set move by a
 * percent with the order of the operations: the order here is one whose straight-line errors are
 * those that the reference's data have.
 *
 * @param clamp how forces are limited
 * @see <a href="https://github.com/vgsatorras/egnn">n_body_system/dataset/synthetic_sim.py of the
 *     reference</a>
 */
public record ParticleSimulator(ForceClamp clamp) {

    /** Duration of a step in time units. */
    public static final double TIME_STEP = 1e-3;

    /** The largest force on a particle. */
    public static final double MAX_FORCE = 100;

    /**
     * Follows a system through time.
     *
     * @param start the system at step 0
     * @param steps the steps to return, each at least 1, increasing
     * @return the system at each of these steps
     * @throws IllegalArgumentException if the steps do not increase from 1, or if the particles are
     *     so far apart that their positions overflow
     */
    public List<ParticleSystem> simulate(ParticleSystem start, int... steps) {
        double[] x = start.flatPositions();
        double[] v = start.flatVelocities();
        double[] q = start.charges();
        double[] forces = new double[x.length];
        List<ParticleSystem> states = new ArrayList<>(steps.length);
        int step = 0;
        for (int end : steps) {
            if (end <= step) {
                throw new IllegalArgumentException(
                        "steps: expected increasing numbers from 1, got " + Arrays.toString(steps));
            }
            for (; step < end; step++) {
                forces(x, q, start.dimension(), forces);
                clamp.apply(forces, start.dimension());
                for (int k = 0; k < x.length; k++) {
                    v[k] += TIME_STEP * forces[k];
                    x[k] += TIME_STEP * v[k];
                }
            }
            states.add(ParticleSystem.ofFlat(x, v, q));
        }
        return states;
    }

    private static void forces(double[] x, double[] q, int n, double[] forces) {
        Arrays.fill(forces, 0);
        for (int i = 0; i < q.length; i++) {
            int a = i * n;
            for (int j = i + 1; j < q.length; j++) {
                int b = j * n;
                double r2 = 0;
                for (int d = 0; d < n; d++) {
                    double difference = x[a + d] - x[b + d];
                    r2 += difference * difference;
                }
                double r = Math.sqrt(r2);
                double r3 = r * r * r;
                if (r3 < Double.MIN_NORMAL) {
                    continue;
                }
                double strength = q[i] * q[j] / r3;
                for (int d = 0; d < n; d++) {
                    double force = strength * (x[a + d] - x[b + d]);
                    forces[a + d] += force;
                    forces[b + d] -= force;
                }
            }
        }
    }
}

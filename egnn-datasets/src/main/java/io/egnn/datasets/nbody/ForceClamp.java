/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

/**
 * How the simulator keeps the force on a particle at or below {@link ParticleSimulator#MAX_FORCE}.
 */
public enum ForceClamp {
    /**
     * Every component by itself, as the reference does.
     *
     * <p>The axes of the frame are special then: where the clamp acts, which it does in 45 % of the
     * standard trajectories, a rotated start does not give the rotated trajectory, and no
     * equivariant model can be exact.
     */
    PER_COMPONENT {
        @Override
        void apply(double[] forces, int dimension) {
            for (int k = 0; k < forces.length; k++) {
                double f = forces[k];
                // Without Math.min and max, whose care for signed zeros costs time in the innermost
                // loop.
                forces[k] =
                        f > ParticleSimulator.MAX_FORCE
                                ? ParticleSimulator.MAX_FORCE
                                : f < -ParticleSimulator.MAX_FORCE
                                        ? -ParticleSimulator.MAX_FORCE
                                        : f;
            }
        }
    },

    /**
     * The Euclidean norm of the force, which keeps its direction: the dynamics is exactly
     * E(n)-equivariant.
     */
    BY_NORM {
        @Override
        void apply(double[] forces, int dimension) {
            for (int from = 0; from < forces.length; from += dimension) {
                double squared = 0;
                for (int k = from; k < from + dimension; k++) {
                    squared += forces[k] * forces[k];
                }
                if (squared > ParticleSimulator.MAX_FORCE * ParticleSimulator.MAX_FORCE) {
                    double scale = ParticleSimulator.MAX_FORCE / Math.sqrt(squared);
                    for (int k = from; k < from + dimension; k++) {
                        forces[k] *= scale;
                    }
                }
            }
        }
    };

    /** Clamps the forces, one particle after the other, in place. */
    abstract void apply(double[] forces, int dimension);
}

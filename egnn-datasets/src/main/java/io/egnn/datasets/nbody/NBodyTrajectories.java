/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import io.egnn.datasets.ContentHash;
import io.egnn.datasets.SampleSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Particle systems and where their particles are some time later; in memory, immutable.
 *
 * <p>Numbers are kept as float32, to which the reference rounds its data too.
 */
public final class NBodyTrajectories implements SampleSet {

    private final int size;
    private final int particles;
    private final int dimension;
    private final float[] positions;
    private final float[] velocities;
    private final float[] charges;
    private final float[] targets;

    /**
     * Takes positions, velocities and targets (S, N, n) and charges (S, N) without copying them.
     */
    NBodyTrajectories(
            int size,
            int particles,
            int dimension,
            float[] positions,
            float[] velocities,
            float[] charges,
            float[] targets) {
        this.size = size;
        this.particles = particles;
        this.dimension = dimension;
        this.positions = checked("positions", positions, dimension);
        this.velocities = checked("velocities", velocities, dimension);
        this.charges = checked("charges", charges, 1);
        this.targets = checked("targets", targets, dimension);
    }

    /**
     * Trajectories out of the systems at their beginning and at their end.
     *
     * @param inputs S systems, at least one, all with as many particles and in as many dimensions
     * @param outcomes the same systems later, of which the positions are kept
     * @return the trajectories, rounded to float32
     * @throws IllegalArgumentException if there is none, or if the systems do not fit each other
     */
    public static NBodyTrajectories of(List<ParticleSystem> inputs, List<ParticleSystem> outcomes) {
        if (inputs.isEmpty() || inputs.size() != outcomes.size()) {
            throw new IllegalArgumentException(
                    "trajectories: expected at least one input and as many outcomes, got "
                            + inputs.size()
                            + " inputs and "
                            + outcomes.size()
                            + " outcomes");
        }
        int particles = inputs.get(0).size();
        int dimension = inputs.get(0).dimension();
        int width = particles * dimension;
        float[] positions = new float[Math.multiplyExact(inputs.size(), width)];
        float[] velocities = new float[positions.length];
        float[] targets = new float[positions.length];
        float[] charges = new float[inputs.size() * particles];
        for (int s = 0; s < inputs.size(); s++) {
            checkShape("input " + s, inputs.get(s), particles, dimension);
            checkShape("outcome " + s, outcomes.get(s), particles, dimension);
            put(inputs.get(s).flatPositions(), positions, s * width);
            put(inputs.get(s).flatVelocities(), velocities, s * width);
            put(inputs.get(s).charges(), charges, s * particles);
            put(outcomes.get(s).flatPositions(), targets, s * width);
        }
        return new NBodyTrajectories(
                inputs.size(), particles, dimension, positions, velocities, charges, targets);
    }

    /**
     * Reads somebody's trajectories from an {@code .npz} file, which is not trusted.
     *
     * @param file arrays {@code positions}, {@code velocities} and {@code targets} of shape (S, N,
     *     n) and {@code charges} of shape (S, N), float32 or float64 (rounded to float32); others
     *     are ignored
     * @return the trajectories
     * @throws IOException if the file cannot be read, an array is missing, too large, of another
     *     type or shape, or holds a number that is not finite
     */
    public static NBodyTrajectories read(Path file) throws IOException {
        return NpzTrajectories.read(file);
    }

    /**
     * Writes the trajectories as an {@code .npz} file that {@link #read} reads; whole or not at
     * all.
     *
     * @param file the target, replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        NpzTrajectories.write(file, this);
    }

    /**
     * The number of trajectories.
     *
     * @return S, at least 1
     */
    @Override
    public int size() {
        return size;
    }

    /**
     * The number of particles of every system.
     *
     * @return N
     */
    public int particles() {
        return particles;
    }

    /**
     * The number of coordinates of every particle.
     *
     * @return n
     */
    public int dimension() {
        return dimension;
    }

    /**
     * The system that is given.
     *
     * @param index of the trajectory, from 0
     * @return the particles
     * @throws IndexOutOfBoundsException if there is no such trajectory
     */
    public ParticleSystem system(int index) {
        return ParticleSystem.ofFlat(
                flatPositions(index), flatVelocities(index), flatCharges(index));
    }

    /**
     * The positions that are to be predicted.
     *
     * @param index of the trajectory, from 0
     * @return (N, n)
     * @throws IndexOutOfBoundsException if there is no such trajectory
     */
    public double[][] target(int index) {
        return ParticleSystem.rows(flatTarget(index), particles);
    }

    /**
     * The first trajectories.
     *
     * @param count how many, 1 to {@link #size()}
     * @return new trajectories
     * @throws IllegalArgumentException if there are not as many
     */
    public NBodyTrajectories first(int count) {
        if (count < 1 || count > size) {
            throw new IllegalArgumentException(
                    "trajectories: expected a number from 1 to " + size + ", got " + count);
        }
        int width = count * particles * dimension;
        return new NBodyTrajectories(
                count,
                particles,
                dimension,
                Arrays.copyOf(positions, width),
                Arrays.copyOf(velocities, width),
                Arrays.copyOf(charges, count * particles),
                Arrays.copyOf(targets, width));
    }

    /**
     * Identifies the content, for model cards.
     *
     * @return SHA-256 of S, N, n as big-endian int32, then positions, velocities, charges and
     *     targets as little-endian float32; 64 hexadecimal digits
     */
    @Override
    public String sha256() {
        ContentHash hash = new ContentHash();
        hash.add(
                ByteBuffer.allocate(3 * Integer.BYTES)
                        .putInt(size)
                        .putInt(particles)
                        .putInt(dimension)
                        .flip());
        for (float[] values : List.of(positions, velocities, charges, targets)) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            hash.add(bytes);
        }
        return hash.hex();
    }

    /** Positions (S, N, n), not to be changed. */
    float[] positions() {
        return positions;
    }

    /** Velocities (S, N, n), not to be changed. */
    float[] velocities() {
        return velocities;
    }

    /** Charges (S, N), not to be changed. */
    float[] charges() {
        return charges;
    }

    /** Targets (S, N, n), not to be changed. */
    float[] targets() {
        return targets;
    }

    /** The positions of one system, one particle after the other. */
    double[] flatPositions(int index) {
        return row(positions, index);
    }

    /** The velocities of one system, one particle after the other. */
    double[] flatVelocities(int index) {
        return row(velocities, index);
    }

    /** The charges of one system. */
    double[] flatCharges(int index) {
        return row(charges, index);
    }

    /** The target of one trajectory, one particle after the other. */
    double[] flatTarget(int index) {
        return row(targets, index);
    }

    private double[] row(float[] values, int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(
                    "trajectory: expected 0 to " + (size - 1) + ", got " + index);
        }
        int width = values.length / size;
        double[] row = new double[width];
        for (int k = 0; k < width; k++) {
            row[k] = values[index * width + k];
        }
        return row;
    }

    private float[] checked(String name, float[] values, int components) {
        if (values.length != (long) size * particles * components) {
            throw new IllegalArgumentException(
                    name
                            + ": expected "
                            + (long) size * particles * components
                            + " numbers, got "
                            + values.length);
        }
        for (int k = 0; k < values.length; k++) {
            if (!Float.isFinite(values[k])) {
                int particle = k / components;
                throw new IllegalArgumentException(
                        "%s of trajectory %d, particle %d, component %d: expected a finite float32 number, got %s"
                                .formatted(
                                        name,
                                        particle / particles,
                                        particle % particles,
                                        k % components,
                                        values[k]));
            }
        }
        return values;
    }

    private static void checkShape(
            String name, ParticleSystem system, int particles, int dimension) {
        if (system.size() != particles || system.dimension() != dimension) {
            throw new IllegalArgumentException(
                    name
                            + ": expected "
                            + particles
                            + " particles in "
                            + dimension
                            + " dimensions like input 0, got "
                            + system.size()
                            + " in "
                            + system.dimension());
        }
    }

    private static void put(double[] values, float[] into, int at) {
        for (int k = 0; k < values.length; k++) {
            into[at + k] = (float) values[k];
        }
    }
}

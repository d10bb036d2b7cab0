/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Charged particles at one moment.
 *
 * <p>Any number of particles N &ge; 1 in any dimension n &ge; 1. Immutable: arrays are copied in
 * and out.
 *
 * @param positions (N, n), in length units of the simulator
 * @param velocities (N, n), in length units per time unit
 * @param charges (N), in elementary charges, -1 or 1 in the standard data
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record ParticleSystem(double[][] positions, double[][] velocities, double[] charges) {

    /**
     * Checks and copies the arrays.
     *
     * @throws IllegalArgumentException if there is no particle, the shapes do not agree or a number
     *     is not finite
     */
    public ParticleSystem {
        if (positions.length == 0) {
            throw new IllegalArgumentException("particle system: expected at least one particle");
        }
        int dimension = positions[0].length;
        if (dimension == 0) {
            throw new IllegalArgumentException(
                    "particle system: expected positions with at least one component");
        }
        positions = checkedCopy("position", positions, positions.length, dimension);
        velocities = checkedCopy("velocity", velocities, positions.length, dimension);
        charges = charges.clone();
        checkLength("charge", charges.length, positions.length);
        for (int i = 0; i < charges.length; i++) {
            if (!Double.isFinite(charges[i])) {
                throw new IllegalArgumentException(
                        "charge of particle "
                                + i
                                + ": expected a finite number, got "
                                + charges[i]);
            }
        }
    }

    /**
     * The number of particles.
     *
     * @return N
     */
    public int size() {
        return charges.length;
    }

    /**
     * The number of coordinates of a particle.
     *
     * @return n
     */
    public int dimension() {
        return positions[0].length;
    }

    @Override
    public double[][] positions() {
        return copy(positions);
    }

    @Override
    public double[][] velocities() {
        return copy(velocities);
    }

    @Override
    public double[] charges() {
        return charges.clone();
    }

    /**
     * A copy that is turned about the origin.
     *
     * @param q an orthogonal (n, n) matrix; of determinant -1 to reflect
     * @return positions and velocities times Q
     * @throws IllegalArgumentException if the matrix has another size
     */
    public ParticleSystem turned(double[][] q) {
        if (q.length != dimension() || q[0].length != dimension()) {
            throw new IllegalArgumentException(
                    "turn: expected a matrix of %d rows and columns, got %d and %d"
                            .formatted(dimension(), q.length, q.length == 0 ? 0 : q[0].length));
        }
        return new ParticleSystem(turn(q, positions), turn(q, velocities), charges);
    }

    /**
     * A copy that is somewhere else.
     *
     * @param t what is added to every position, (n)
     * @return the copy
     * @throws IllegalArgumentException if there are not n numbers
     */
    public ParticleSystem shifted(double... t) {
        if (t.length != dimension()) {
            throw new IllegalArgumentException(
                    "shift: expected %d numbers, got %d".formatted(dimension(), t.length));
        }
        double[][] x = copy(positions);
        for (double[] row : x) {
            for (int d = 0; d < t.length; d++) {
                row[d] += t[d];
            }
        }
        return new ParticleSystem(x, velocities, charges);
    }

    /**
     * A copy with the same particles in another order.
     *
     * @param order which particle comes first, second and so on, each from 0
     * @return the copy
     * @throws IllegalArgumentException if the order does not have every particle once
     */
    public ParticleSystem reordered(int... order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, IntStream.range(0, size()).toArray())) {
            throw new IllegalArgumentException(
                    "order: expected each of 0 to %d once, got %s"
                            .formatted(size() - 1, Arrays.toString(order)));
        }
        return new ParticleSystem(
                Arrays.stream(order).mapToObj(i -> positions[i]).toArray(double[][]::new),
                Arrays.stream(order).mapToObj(i -> velocities[i]).toArray(double[][]::new),
                Arrays.stream(order).mapToDouble(i -> charges[i]).toArray());
    }

    private static double[][] turn(double[][] q, double[][] rows) {
        return Arrays.stream(rows)
                .map(
                        row ->
                                Arrays.stream(q)
                                        .mapToDouble(
                                                line ->
                                                        IntStream.range(0, row.length)
                                                                .mapToDouble(d -> line[d] * row[d])
                                                                .sum())
                                        .toArray())
                .toArray(double[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParticleSystem that
                && Arrays.deepEquals(positions, that.positions)
                && Arrays.deepEquals(velocities, that.velocities)
                && Arrays.equals(charges, that.charges);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.deepHashCode(positions) + Arrays.deepHashCode(velocities))
                + Arrays.hashCode(charges);
    }

    @Override
    public String toString() {
        return "ParticleSystem[positions="
                + Arrays.deepToString(positions)
                + ", velocities="
                + Arrays.deepToString(velocities)
                + ", charges="
                + Arrays.toString(charges)
                + "]";
    }

    /** The positions one particle after the other: component d of particle i at [i n + d]. */
    double[] flatPositions() {
        return flat(positions);
    }

    /** The velocities one particle after the other. */
    double[] flatVelocities() {
        return flat(velocities);
    }

    /** The inverse of {@link #flatPositions()} and {@link #flatVelocities()}. */
    static ParticleSystem ofFlat(double[] positions, double[] velocities, double[] charges) {
        int particles = charges.length;
        return new ParticleSystem(rows(positions, particles), rows(velocities, particles), charges);
    }

    /** Cuts a flat array into so many rows. */
    static double[][] rows(double[] flat, int particles) {
        int dimension = flat.length / particles;
        double[][] rows = new double[particles][];
        for (int i = 0; i < particles; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * dimension, (i + 1) * dimension);
        }
        return rows;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    private static double[][] checkedCopy(
            String name, double[][] rows, int particles, int dimension) {
        checkLength(name, rows.length, particles);
        double[][] copy = copy(rows);
        for (int i = 0; i < particles; i++) {
            if (copy[i].length != dimension) {
                throw new IllegalArgumentException(
                        name
                                + " of particle "
                                + i
                                + ": expected "
                                + dimension
                                + " components, got "
                                + copy[i].length);
            }
            for (int d = 0; d < dimension; d++) {
                if (!Double.isFinite(copy[i][d])) {
                    throw new IllegalArgumentException(
                            name
                                    + " of particle "
                                    + i
                                    + ", component "
                                    + d
                                    + ": expected a finite number, got "
                                    + copy[i][d]);
                }
            }
        }
        return copy;
    }

    private static void checkLength(String name, int actual, int particles) {
        if (actual != particles) {
            throw new IllegalArgumentException(
                    name + ": expected one for each of " + particles + " particles, got " + actual);
        }
    }
}

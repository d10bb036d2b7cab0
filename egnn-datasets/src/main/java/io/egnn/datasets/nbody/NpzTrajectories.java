/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.ndarray.types.Shape;
import io.egnn.weights.ArrayFile;
import io.egnn.weights.NamedArray;
import io.egnn.weights.NpzWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@link NBodyTrajectories} as arrays of an {@code .npz} file. */
final class NpzTrajectories {

    /** Enough for four million systems of five particles. */
    private static final long MAX_BYTES_PER_ARRAY = 1L << 28;

    private NpzTrajectories() {}

    static NBodyTrajectories read(Path file) throws IOException {
        try (ArrayFile arrays = ArrayFile.open(file)) {
            Shape shape = arrays.header("positions").shape();
            if (shape.dimension() != 3 || shape.size() == 0) {
                throw wrongShape(file, "positions", "(S, N, n) with at least one of each", shape);
            }
            Shape perParticle = shape.slice(0, 2);
            checkShape(file, arrays, "velocities", shape);
            checkShape(file, arrays, "charges", perParticle);
            checkShape(file, arrays, "targets", shape);
            return new NBodyTrajectories(
                    Math.toIntExact(shape.get(0)),
                    Math.toIntExact(shape.get(1)),
                    Math.toIntExact(shape.get(2)),
                    values(arrays, "positions"),
                    values(arrays, "velocities"),
                    values(arrays, "charges"),
                    values(arrays, "targets"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    static void write(Path file, NBodyTrajectories trajectories) throws IOException {
        Shape shape =
                new Shape(trajectories.size(), trajectories.particles(), trajectories.dimension());
        NpzWriter.write(
                file,
                List.of(
                        NamedArray.of("positions", trajectories.positions(), shape),
                        NamedArray.of("velocities", trajectories.velocities(), shape),
                        NamedArray.of("charges", trajectories.charges(), shape.slice(0, 2)),
                        NamedArray.of("targets", trajectories.targets(), shape)));
    }

    private static float[] values(ArrayFile arrays, String name) throws IOException {
        return arrays.read(name, MAX_BYTES_PER_ARRAY).toFloatArray();
    }

    private static void checkShape(Path file, ArrayFile arrays, String name, Shape expected)
            throws IOException {
        Shape actual = arrays.header(name).shape();
        if (!actual.equals(expected)) {
            throw wrongShape(file, name, expected + " to fit the positions", actual);
        }
    }

    private static IOException wrongShape(Path file, String name, String expected, Shape actual) {
        return new IOException(
                file + ": array '" + name + "': expected shape " + expected + ", got " + actual);
    }
}

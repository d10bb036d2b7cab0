/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.weights.NamedArray;
import io.egnn.weights.NpzWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NBodyTrajectoriesTest {

    @TempDir private Path folder;

    private final NBodyTrajectories three =
            NBodyGenerator.builder().optSamples(3, 0, 0).build().generate(Usage.TRAIN, null);

    private final ParticleSystem one =
            new ParticleSystem(new double[][] {{1, 2}}, new double[][] {{3, 4}}, new double[] {-1});
    private final ParticleSystem other =
            new ParticleSystem(new double[][] {{5, 6}}, new double[][] {{7, 8}}, new double[] {1});

    @Test
    void systemsAndTargetsComeBack() {
        NBodyTrajectories trajectories =
                NBodyTrajectories.of(List.of(one, other), List.of(other, one));

        assertThat(trajectories.size()).isEqualTo(2);
        assertThat(trajectories.particles()).isEqualTo(1);
        assertThat(trajectories.dimension()).isEqualTo(2);
        assertThat(trajectories.system(0)).isEqualTo(one);
        assertThat(trajectories.system(1)).isEqualTo(other);
        assertThat(trajectories.target(0)).isDeepEqualTo(other.positions());
        assertThat(trajectories.target(1)).isDeepEqualTo(one.positions());
    }

    @Test
    void aFileHasTheSameContent() throws IOException {
        Path file = folder.resolve("mine.npz");

        three.write(file);
        NBodyTrajectories read = NBodyTrajectories.read(file);

        assertThat(read.sha256()).isEqualTo(three.sha256());
        assertThat(read.system(2)).isEqualTo(three.system(2));
    }

    @Test
    void doublePrecisionIsRoundedAndOtherArraysAreIgnored() throws IOException {
        Path file = folder.resolve("double.npz");
        Shape shape = new Shape(1, 1, 2);
        NpzWriter.write(
                file,
                List.of(
                        NamedArray.of("seed", new float[] {1}, new Shape(1)),
                        NamedArray.of("targets", new double[] {1.1, 2}, shape),
                        NamedArray.of("positions", new double[] {3, 4}, shape),
                        NamedArray.of("velocities", new float[] {5, 6}, shape),
                        NamedArray.of("charges", new double[] {1}, new Shape(1, 1))));

        NBodyTrajectories read = NBodyTrajectories.read(file);

        assertThat(read.target(0)[0]).containsExactly(1.1f, 2);
        assertThat(read.system(0).positions()[0]).containsExactly(3, 4);
    }

    @Test
    void theHashTellsContentsApart() {
        assertThat(three.sha256()).matches("[0-9a-f]{64}").isEqualTo(three.first(3).sha256());
        assertThat(three.first(2).sha256()).isNotEqualTo(three.sha256());
        assertThat(NBodyTrajectories.of(List.of(one), List.of(other)).sha256())
                .isNotEqualTo(NBodyTrajectories.of(List.of(other), List.of(one)).sha256());
    }

    @Test
    void theFirstTrajectoriesAreAPrefix() {
        NBodyTrajectories two = three.first(2);

        assertThat(two.size()).isEqualTo(2);
        assertThat(two.system(1)).isEqualTo(three.system(1));
        assertThat(two.target(1)).isDeepEqualTo(three.target(1));
        assertThatThrownBy(() -> three.first(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trajectories: expected a number from 1 to 3, got 4");
        assertThatThrownBy(() -> three.first(0)).hasMessageContaining("got 0");
    }

    @Test
    void aTrajectoryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> three.system(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("trajectory: expected 0 to 2, got 3");
        assertThatThrownBy(() -> three.target(-1)).hasMessageContaining("got -1");
    }

    @Test
    void systemsThatDoNotFitEachOtherAreRefused() {
        ParticleSystem two = new ParticleSystem(new double[2][2], new double[2][2], new double[2]);

        assertThatThrownBy(() -> NBodyTrajectories.of(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one input");
        assertThatThrownBy(() -> NBodyTrajectories.of(List.of(one), List.of()))
                .hasMessageContaining("got 1 inputs and 0 outcomes");
        assertThatThrownBy(() -> NBodyTrajectories.of(List.of(one, two), List.of(one, two)))
                .hasMessage(
                        "input 1: expected 1 particles in 2 dimensions like input 0, got 2 in 2");
        assertThatThrownBy(() -> NBodyTrajectories.of(List.of(one), List.of(two)))
                .hasMessageContaining("outcome 0");
    }

    @Test
    void aNumberTooLargeForFloat32IsNamed() {
        ParticleSystem far =
                new ParticleSystem(new double[][] {{1, 1e300}}, new double[1][2], new double[1]);

        assertThatThrownBy(() -> NBodyTrajectories.of(List.of(one, far), List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "positions of trajectory 1, particle 0, component 1: expected a finite float32 number, got Infinity");
    }

    @Test
    void aWrongFileIsAnErrorThatSaysWhatIsWrong() throws IOException {
        Shape shape = new Shape(2, 3, 2);
        Shape flat = new Shape(2, 3);

        assertRefused("array 'velocities' is missing", array("positions", shape));
        assertRefused(
                "array 'positions': expected shape (S, N, n) with at least one of each, got (2, 3)",
                array("positions", flat));
        assertRefused(
                "array 'positions': expected shape (S, N, n) with at least one of each, got (0, 3, 2)",
                array("positions", new Shape(0, 3, 2)));
        assertRefused(
                "array 'charges': expected shape (2, 3) to fit the positions, got (3, 2)",
                array("positions", shape),
                array("velocities", shape),
                array("charges", new Shape(3, 2)),
                array("targets", shape));
        float[] nan = new float[12];
        nan[7] = Float.NaN;
        assertRefused(
                "targets of trajectory 1, particle 0, component 1: expected a finite float32 number, got NaN",
                array("positions", shape),
                array("velocities", shape),
                array("charges", flat),
                NamedArray.of("targets", nan, shape));
    }

    @Test
    void aTruncatedFileIsAnError() throws IOException {
        Path file = folder.resolve("truncated.npz");
        three.write(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> NBodyTrajectories.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("truncated.npz");
    }

    private static NamedArray array(String name, Shape shape) {
        return NamedArray.of(name, new float[(int) shape.size()], shape);
    }

    private void assertRefused(String message, NamedArray... arrays) throws IOException {
        Path file = folder.resolve("wrong.npz");
        NpzWriter.write(file, List.of(arrays));
        assertThatThrownBy(() -> NBodyTrajectories.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong.npz")
                .hasMessageContaining(message);
    }
}

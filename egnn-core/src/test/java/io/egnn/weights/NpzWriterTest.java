/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzWriterTest {

    private static final NamedArray ONE = NamedArray.of("x", new double[] {1}, new Shape(1));
    private static final NamedArray TWO = NamedArray.of("x", new double[] {2}, new Shape(1));

    @TempDir private Path folder;

    @Test
    void theSameArraysMakeTheSameBytes() throws IOException {
        Path first = folder.resolve("first.npz");
        Path second = folder.resolve("second.npz");
        NpzWriter.write(first, List.of(ONE));
        NpzWriter.write(second, List.of(ONE));

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void anOldFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path path = folder.resolve("x.npz");
        NpzWriter.write(path, List.of(ONE));
        NpzWriter.write(path, List.of(TWO));

        try (ArrayFile file = ArrayFile.open(path)) {
            assertThat(file.read("x", 8).toDoubleArray()).containsExactly(2);
        }
        assertThat(folder).isDirectoryContaining(path::equals);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void aMissingFolderIsMade() throws IOException {
        Path path = folder.resolve("absent/x.npz");
        NpzWriter.write(path, List.of(ONE));

        try (ArrayFile file = ArrayFile.open(path)) {
            assertThat(file.read("x", 8).toDoubleArray()).containsExactly(1);
        }
    }

    @Test
    void twoArraysOfOneNameAreRefusedBeforeAnythingIsWritten() {
        Path path = folder.resolve("x.npz");

        assertThatThrownBy(() -> NpzWriter.write(path, List.of(ONE, TWO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two arrays are called 'x'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTargetThatCannotBeWrittenIsNamed() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("occupied.npz/inside")).getParent();
        assertThatThrownBy(() -> NpzWriter.write(occupied, List.of(ONE)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write " + occupied + ": ");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(occupied);
        }
    }

    @Test
    void theShapeMustHaveAsManyElementsAsTheArray() {
        assertThatThrownBy(() -> NamedArray.of("x", new float[3], new Shape(2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x' of shape (2, 2) needs 16 bytes, got 12");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void writeOne() throws IOException {
        file = folder.resolve("run.ckpt");
        try (Model model = SmallNet.model(1)) {
            Checkpoint.save(file, Map.of("parameters", new BlockParameters(model.getBlock())));
        }
    }

    @Test
    void parametersComeBackBitByBit() throws IOException {
        try (Model model = SmallNet.model(1);
                Model other = SmallNet.model(2)) {
            Checkpoint.load(file, Map.of("parameters", new BlockParameters(other.getBlock())));
            assertThat(SmallNet.values(other.getBlock()))
                    .containsExactly(SmallNet.values(model.getBlock()));
        }
    }

    @Test
    void everyTruncationAndEveryDamagedByteIsFound() throws IOException {
        byte[] good = Files.readAllBytes(file);
        Held held = new Held(7);
        for (int length = 0; length < good.length; length += 13) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> Checkpoint.load(file, Map.of("parameters", held)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("checkpoint " + file + ": ");
        }
        for (int i = 0; i < good.length; i += 7) {
            byte[] damaged = good.clone();
            damaged[i] ^= 16;
            Files.write(file, damaged);
            assertThatThrownBy(() -> Checkpoint.load(file, Map.of("parameters", held)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("checkpoint " + file + ": ");
        }
        assertThat(held.value).as("nothing is loaded from a damaged file").isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E", "hello", "PK\u0003\u0004 some other file altogether"})
    void anotherFileIsNotACheckpoint(String content) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(() -> Checkpoint.load(file, Map.of("parameters", new Held(1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a checkpoint");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("none.ckpt");
        assertThatThrownBy(() -> Checkpoint.load(missing, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("no checkpoint " + missing);
    }

    @Test
    void anotherVersionIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[11] = 9;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Checkpoint.load(file, Map.of("parameters", new Held(1))))
                .hasMessageContaining("expected version 3, found 9");
    }

    @Test
    void otherPartsShapesAndTypesAreNamed() {
        try (Model wide = SmallNet.model(1, 17, DataType.FLOAT32);
                Model precise = SmallNet.model(1, 16, DataType.FLOAT64)) {
            assertRefused(wide, "expected float32 (17, 3), found float32 (16, 3)");
            assertRefused(precise, "expected float64 (16, 3), found float32 (16, 3)");
        }
        assertThatThrownBy(() -> Checkpoint.load(file, Map.of("other", new Held(1))))
                .hasMessageContaining("expected the part other, found parameters");
        assertThatThrownBy(() -> Checkpoint.load(file, Map.of()))
                .hasMessageContaining("expected the parts []");
        assertThatThrownBy(() -> Checkpoint.load(file, Map.of("parameters", new Held(1))))
                .hasMessageContaining("more than the parts [parameters]");
    }

    /** What somebody wrote whose sum is right. */
    @Test
    void aPartOfAnotherLengthIsAnErrorThatNamesTheFile() throws IOException {
        Checkpoint.save(file, Map.of("bytes", new Held(-1)));
        assertThatThrownBy(() -> Checkpoint.load(file, Map.of("bytes", new Bytes())))
                .isInstanceOf(IOException.class)
                .hasMessage("checkpoint " + file + ": a part has another length");
    }

    /** Reads as many bytes as it is told. */
    private static final class Bytes implements Resumable {
        @Override
        public void save(DataOutputStream out) {
            throw new AssertionError("only read");
        }

        @Override
        public void load(DataInputStream in) throws IOException {
            assertThat(in.readNBytes(in.readInt())).isNotNull();
        }
    }

    private void assertRefused(Model model, String message) {
        BlockParameters parameters = new BlockParameters(model.getBlock());
        assertThatThrownBy(() -> Checkpoint.load(file, Map.of("parameters", parameters)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static final class Held implements Resumable {
        private int value;

        Held(int value) {
            this.value = value;
        }

        @Override
        public void save(DataOutputStream out) throws IOException {
            out.writeInt(value);
        }

        @Override
        public void load(DataInputStream in) throws IOException {
            value = in.readInt();
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.repository.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFileTest {

    private static byte[] noise(int size) {
        byte[] content = new byte[size];
        new SplittableRandom(5).nextBytes(content);
        return content;
    }

    private static PackedFile described(byte[] packed, long size) {
        return new PackedFile("a.params", "1/a.params.gz", PackedFile.sha1(packed), size);
    }

    private static Artifact.Item item(String uri, String name, String sha1, long size) {
        Artifact.Item item = new Artifact.Item();
        item.setUri(uri);
        item.setName(name);
        item.setSha1Hash(sha1);
        item.setSize(size);
        return item;
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 1000, 1_000_000})
    void incompressibleBytesComeBackAsTheyWere(int size) throws IOException {
        byte[] content = noise(size);
        byte[] packed = PackedFile.pack(content);

        assertThat(described(packed, size).unpack(new ByteArrayInputStream(packed)))
                .isEqualTo(content);
    }

    @Test
    void packingWritesNoTime() throws IOException {
        byte[] packed = PackedFile.pack(noise(100));

        assertThat(Arrays.copyOfRange(packed, 4, 8)).containsOnly(0);
        assertThat(PackedFile.pack(noise(100))).isEqualTo(packed);
    }

    @Test
    void aChangedByteIsAWrongChecksum() throws IOException {
        byte[] packed = PackedFile.pack(noise(100));
        PackedFile file = described(packed, 100);
        packed[50] ^= 1;

        assertThatThrownBy(() -> file.unpack(new ByteArrayInputStream(packed)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "1/a.params.gz: wrong checksum: expected sha1 " + file.sha1());
    }

    @Test
    void aTruncatedFileIsAWrongChecksum() throws IOException {
        byte[] packed = PackedFile.pack(noise(100));
        byte[] half = Arrays.copyOf(packed, packed.length / 2);

        assertThatThrownBy(() -> described(packed, 100).unpack(new ByteArrayInputStream(half)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "of " + half.length + " bytes; the file is damaged or truncated");
    }

    @Test
    void aFileThatUnpacksToMoreThanItSaysIsNotUnpackedWhole() throws IOException {
        byte[] bomb = PackedFile.pack(new byte[50_000_000]);
        // Short enough to pass as 100 kB of packed noise.
        assertThat(bomb.length).isLessThan(100_000);

        assertThatThrownBy(() -> described(bomb, 100_000).unpack(new ByteArrayInputStream(bomb)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected 100000 bytes unpacked, got more");
    }

    @Test
    void aFileThatUnpacksToLessThanItSaysIsAnError() throws IOException {
        byte[] packed = PackedFile.pack(noise(99));

        assertThatThrownBy(() -> described(packed, 100).unpack(new ByteArrayInputStream(packed)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected 100 bytes unpacked, got 99");
    }

    @Test
    void aFileTooLongForItsSizeIsNotReadWhole() throws IOException {
        byte[] packed = PackedFile.pack(noise(10_000));

        assertThatThrownBy(() -> described(packed, 100).unpack(new ByteArrayInputStream(packed)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is longer than 100 bytes can be when they are packed");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "../a.gz",
                "/a.gz",
                "1/../../a.gz",
                "https://example.org/a.gz",
                "a.zip",
                "1//a.gz"
            })
    void filesElsewhereAreRefused(String uri) {
        assertThatThrownBy(() -> PackedFile.of(item(uri, "a", "0".repeat(40), 1)))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("got " + uri);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"../a", "a/b", "..", "/a", "C:\\a", ".hidden"})
    void namesThatLeadElsewhereAreRefused(String name) {
        assertThatThrownBy(() -> PackedFile.of(item("1/a.gz", name, "0".repeat(40), 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a plain file name, got " + name);
    }

    @Test
    void aFileNeedsChecksumAndSize() {
        assertThatThrownBy(() -> PackedFile.of(item("1/a.gz", "a", null, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sha1Hash");
        assertThatThrownBy(() -> PackedFile.of(item("1/a.gz", "a", "0".repeat(40), 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("size of the unpacked file");
        assertThatThrownBy(() -> PackedFile.of(item("1/a.gz", "a", "0".repeat(40), 1L << 40)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("got " + (1L << 40));
    }
}

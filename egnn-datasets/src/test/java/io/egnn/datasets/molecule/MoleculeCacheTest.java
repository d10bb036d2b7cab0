/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary copy of a table: the same, refused when it is another one, and fast. */
class MoleculeCacheTest {

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        MoleculeTable table = RandomMolecules.table(100, 6);
        MoleculeCache cache = new MoleculeCache(folder.resolve("a/table.bin"), "somewhere");
        assertThat(cache.exists()).isFalse();
        cache.write(table);
        MoleculeTable read = cache.read();
        assertThat(read.sha256()).isEqualTo(table.sha256());
        assertThat(read.columns()).isEqualTo(table.columns());
        assertThat(read.molecule(17)).isEqualTo(table.molecule(17));
    }

    @Test
    void theCopyOfAnotherFileIsNotUsed() throws IOException {
        Path file = folder.resolve("table.bin");
        new MoleculeCache(file, "here, 10 bytes").write(RandomMolecules.table(3, 6));
        assertThatThrownBy(() -> new MoleculeCache(file, "here, 11 bytes").read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of another version or origin");
    }

    @ParameterizedTest(name = "cut to {0} bytes")
    @ValueSource(ints = {0, 10, 40, 60, 300, -1})
    void aCutCopyIsAnError(int length) throws IOException {
        Path file = folder.resolve("table.bin");
        MoleculeCache cache = new MoleculeCache(file, "here");
        cache.write(RandomMolecules.table(10, 6));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length));
        assertThatThrownBy(cache::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("table.bin");
    }

    @Test
    void aChangedByteIsAnError() throws IOException {
        Path file = folder.resolve("table.bin");
        MoleculeCache cache = new MoleculeCache(file, "here");
        cache.write(RandomMolecules.table(10, 6));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(cache::read).hasMessageContaining("has a wrong checksum");
    }

    @Test
    void openingTwiceGivesTheSameAndAChangedFileIsReadAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("m.xyz"), molecule("1.5"));
        FileTime before = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, before);
        String first = MoleculeFiles.open(file).sha256();
        Files.writeString(file, molecule("2.5"));
        Files.setLastModifiedTime(file, before);
        assertThat(MoleculeFiles.open(file).sha256()).as("the copy").isEqualTo(first);
        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
        assertThat(MoleculeFiles.open(file).label(0, "mu")).isEqualTo(2.5);
        Files.writeString(file, molecule("1.25"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
        assertThat(MoleculeFiles.open(file).label(0, "mu")).isEqualTo(1.25);
    }

    @Test
    @Tag("slow")
    void theSecondOpenOfNineSamplesIsTenTimesFaster() throws IOException {
        Path nine = folder.resolve("nine.xyz");
        try (BufferedWriter out = Files.newBufferedWriter(nine)) {
            for (int i = 0; i < 9; i++) {
                try (InputStream in =
                        new GZIPInputStream(
                                Files.newInputStream(MoleculeData.file("qm9_sample.xyz.gz")))) {
                    out.write(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
                }
            }
        }
        MoleculeCache cache = new MoleculeCache(folder.resolve("nine.bin"), "nine");
        cache.write(MoleculeFiles.read(nine));
        long parsing = Long.MAX_VALUE;
        long opening = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThat(MoleculeFiles.read(nine).size()).isEqualTo(142_551);
            long parsed = System.nanoTime();
            assertThat(cache.read().size()).isEqualTo(142_551);
            parsing = Math.min(parsing, parsed - start);
            opening = Math.min(opening, System.nanoTime() - parsed);
        }
        assertThat(parsing).isGreaterThan(10 * opening);
    }

    private static String molecule(String mu) {
        return "1\ngdb 1 1 1 1 " + mu + " 1 1 1 1 1 1 1 1 1 1 1\nH 0 0 0\n";
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are zipped, marked, or broken. */
class MoleculeTextTest {

    private static final String MARK = "\uFEFF";

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"m.xyz", "m.xyz.gz", "m.XYZ.GZ", "m.xyz.bz2", "m.Xyz.Bz2"})
    void theNameSaysHowAFileIsZipped(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), zipped(name, MARK + "1\nx\nHe 0 0 0\n"));

        try (InputStream in = MoleculeText.open(file)) {
            assertThat(in.readAllBytes())
                    .isEqualTo("1\nx\nHe 0 0 0\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(MoleculeText.plainName(file)).isEqualTo("m.xyz");
        try (MoleculeReader reader = MoleculeReader.open(file)) {
            assertThat(reader.next().orElseThrow().molecule())
                    .isEqualTo(new Molecule("x", new int[] {2}, new double[1][3]));
        }
    }

    @ParameterizedTest(name = "{0}: \"{1}\"")
    @CsvSource(
            value = {"m,''", "m,a", "m,\u00e9", "m.gz,''", "m.gz,ab"},
            quoteCharacter = '\'')
    void shortFilesStayAsTheyAre(String name, String text) throws IOException {
        Path file = Files.write(folder.resolve(name), zipped(name, text));

        try (InputStream in = MoleculeText.open(file)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }

    @Test
    void anEmptyFileIsNotZipped() throws IOException {
        Path file = Files.createFile(folder.resolve("m.xyz.gz"));
        assertThatIOException()
                .isThrownBy(() -> MoleculeText.open(file))
                .withMessage(file + ": cannot be opened: the file ends too early");
    }

    @Test
    void aTableMayBeginWithTheMarkToo() throws IOException {
        Path file = Files.writeString(folder.resolve("m.xyz"), MARK + "1\nx\nHe 0 0 0\n");
        Files.writeString(folder.resolve("m.xyz.csv"), MARK + "y,z\n1,2\n");

        assertThat(MoleculeFiles.read(file).columns()).containsExactly("z");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"m.xyz.gz", "m.xyz.tar.bz2", "m.sdf.gz"})
    void whatIsNotZippedIsNamed(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "1\nx\nHe 0 0 0\n");
        Files.writeString(folder.resolve(name + ".csv"), "id,y\na,1\n");

        assertThatIOException()
                .isThrownBy(() -> MoleculeFiles.read(file))
                .withMessageStartingWith(file + ": cannot be opened: ");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"m.xyz.gz", "m.xyz.bz2"})
    void aFileThatIsCutIsNamedWithItsLine(String name) throws IOException {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(1);
        for (int m = 0; m < 50_000; m++) {
            text.append("1\nx\nHe 0 0 ").append(random.nextDouble()).append('\n');
        }
        byte[] whole = zipped(name, text.toString());
        Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length / 2));

        assertThatIOException()
                .isThrownBy(() -> readAll(file))
                .withMessageMatching(
                        name + " behind line [0-9]{3,}: cannot be read any further: .*");
    }

    @Test
    void anArchiveThatIsCutIsNamed() throws IOException {
        byte[] whole = zipped("m.bz2", "x".repeat(2000));
        Path file =
                Files.write(folder.resolve("m.tar.bz2"), Arrays.copyOf(whole, whole.length / 2));

        assertThatIOException()
                .isThrownBy(() -> MoleculeFiles.read(file))
                .withMessageContaining("m.tar.bz2");
    }

    private static void readAll(Path file) throws IOException {
        try (MoleculeReader reader = MoleculeReader.open(file)) {
            Optional<MoleculeRecord> entry = reader.next();
            while (entry.isPresent()) {
                entry = reader.next();
            }
        }
    }

    private static byte[] zipped(String name, String text) throws IOException {
        String end = name.toLowerCase(Locale.ROOT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                end.endsWith(".gz")
                        ? new GZIPOutputStream(bytes)
                        : end.endsWith(".bz2")
                                ? new BZip2CompressorOutputStream(bytes, 1)
                                : bytes) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {

    private static final long MIB = 1 << 20;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"numpy.npz", "numpy_compressed.npz"})
    void filesOfNumpyAreRead(String name) throws IOException {
        try (ArrayFile file = ArrayFile.open(Path.of("src/test/resources/weights", name))) {
            assertThat(file.names())
                    .containsExactly("positions", "scalar", "empty", "gcl_0.edge_mlp.0.weight");
            assertThat(file.header("positions"))
                    .isEqualTo(new ArrayHeader("positions", DataType.FLOAT32, new Shape(2, 3)));
            assertThat(file.read("positions", 24).toFloatArray())
                    .containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
            assertThat(file.read("scalar", 8).header().shape()).isEqualTo(new Shape());
            assertThat(file.read("scalar", 8).toDoubleArray()).containsExactly(-2.5);
            assertThat(file.read("empty", 0).header().shape()).isEqualTo(new Shape(0, 3));
            assertThat(file.read("gcl_0.edge_mlp.0.weight", 16).toDoubleArray())
                    .containsExactly(1.0 / 3, 2.0 / 3);
        }
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path path = folder.resolve("a.npz");
        double[] doubles = {1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.0, 1e300};
        float[] floats = {1, Float.MIN_VALUE};
        NpzWriter.write(
                path,
                List.of(
                        NamedArray.of("b", doubles, new Shape(3, 2)),
                        NamedArray.of("a", floats, new Shape(2))));

        try (ArrayFile file = ArrayFile.open(path)) {
            assertThat(file.names()).containsExactly("b", "a");
            assertThat(file.read("b", 48).toDoubleArray()).containsExactly(doubles);
            assertThat(file.read("b", 48).header().shape()).isEqualTo(new Shape(3, 2));
            assertThat(file.read("a", 8).toFloatArray()).containsExactly(floats);
            assertThat(file.read("a", 8).toDoubleArray()).containsExactly(1, Float.MIN_VALUE);
        }
    }

    @Test
    void anArrayBeyondTheLimitIsRefused() throws IOException {
        Path path = folder.resolve("a.npz");
        NpzWriter.write(path, List.of(NamedArray.of("x", new double[4], new Shape(4))));

        try (ArrayFile file = ArrayFile.open(path)) {
            assertError(() -> file.read("x", 31), path, "'x'", "32 bytes, expected at most 31");
        }
    }

    @Test
    void aMissingArrayIsNamedWithThoseThatAreThere() throws IOException {
        Path path = folder.resolve("a.npz");
        NpzWriter.write(path, List.of(NamedArray.of("positions", new double[1], new Shape(1))));

        try (ArrayFile file = ArrayFile.open(path)) {
            assertError(() -> file.header("x"), path, "'x' is missing", "positions");
            assertError(() -> file.read("x", MIB), path, "'x' is missing", "positions");
        }
    }

    @Test
    void aNameThatOccursTwiceIsAnError() throws IOException {
        byte[] zip = zip(Map.of("aa.npy", npy("(1,)", 8), "bb.npy", npy("(1,)", 8)));
        Path path = write(replace(zip, "bb.npy", "aa.npy"));

        assertError(() -> ArrayFile.open(path), path, "'aa' is in the file twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.npy", "/etc/x.npy", "a\\b.npy", "...npy", ".npy", "a\nb.npy"})
    void aNameThatLooksLikeAPathIsAnError(String name) throws IOException {
        Path path = write(zip(Map.of(name, npy("(1,)", 8))));

        assertError(() -> ArrayFile.open(path), path, "is no name of an array");
    }

    @Test
    void anEntryThatIsNoArrayIsAnError() throws IOException {
        Path path = write(zip(Map.of("data.pkl", new byte[3])));

        assertError(() -> ArrayFile.open(path), path, "'data.pkl' is no array");
    }

    @Test
    void aShapeThatDoesNotFitTheBytesIsAnError() throws IOException {
        Path path = write(zip(Map.of("x.npy", npy("(3,)", 16), "y.npy", npy("(3,)", 32))));

        try (ArrayFile file = ArrayFile.open(path)) {
            assertError(
                    () -> file.header("x"), path, "'x' has 16 bytes of elements", "(3) needs 24");
            assertError(
                    () -> file.read("y", MIB), path, "'y' has 32 bytes of elements", "needs 24");
        }
    }

    @Test
    void aBombIsNotInflated() throws IOException {
        // 64 MiB of zeros in 64 KiB, behind a header that asks for 8 bytes, and behind an honest
        // one
        byte[] zeros = new byte[1 << 26];
        byte[] lie = npy("(1,)", 0);
        byte[] honest = npy("(8388608,)", 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (byte[] header : List.of(lie, honest)) {
                zip.putNextEntry(new ZipEntry(header == lie ? "lie.npy" : "honest.npy"));
                zip.write(header);
                zip.write(zeros);
                zip.closeEntry();
            }
        }
        Path path = write(bytes.toByteArray());

        try (ArrayFile file = ArrayFile.open(path)) {
            assertError(() -> file.read("lie", MIB), path, "'lie' has 67108864 bytes", "needs 8");
            assertError(
                    () -> file.read("honest", MIB),
                    path,
                    "'honest' has shape (8388608)",
                    "expected at most 1048576");
        }
    }

    @Test
    void aSizeThatTheDirectoryOnlyClaimsIsAnError() throws IOException {
        // The directory says 800 bytes more than the compressed stream holds, and so does the
        // shape.
        byte[] array = npy("(101,)", 8);
        byte[] zip = zip(Map.of("x.npy", array));
        int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        int claimed = array.length + 800;
        zip[directory + 24] = (byte) claimed;
        zip[directory + 25] = (byte) (claimed >> 8);
        Path path = write(zip);

        try (ArrayFile file = ArrayFile.open(path)) {
            assertError(() -> file.read("x", MIB), path, "array 'x'");
        }
    }

    @Test
    void aDamagedElementIsAnError() throws IOException {
        Path path = folder.resolve("a.npz");
        NpzWriter.write(path, List.of(NamedArray.of("x", new double[] {1, 2}, new Shape(2))));
        byte[] bytes = Files.readAllBytes(path);
        int element = indexOf(bytes, new byte[] {(byte) 0xf0, 0x3f});
        bytes[element] ^= 1;
        Files.write(path, bytes);

        try (ArrayFile file = ArrayFile.open(path)) {
            assertError(() -> file.read("x", MIB), path, "'x' has a wrong checksum");
        }
    }

    @Test
    void aTruncatedFileIsAnError() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("src/test/resources/weights/numpy.npz"));
        for (int length = 2; length < whole.length; length += 13) {
            Path path = write(Arrays.copyOf(whole, length));

            assertError(() -> ArrayFile.open(path), path, "broken .npz (zip) file");
        }
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        Path path = folder.resolve("absent.npz");

        assertThatThrownBy(() -> ArrayFile.open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString());
    }

    private static void assertError(ThrowingCallable call, Path path, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContainingAll(parts);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bad.npz"), bytes);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** A float64 array of some bytes that says it has some shape. */
    private static byte[] npy(String shape, int bytes) {
        String text = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + "}";
        String header = "\u0093NUMPY\1\0" + (char) text.length() + "\0" + text;
        byte[] start = header.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(start, start.length + bytes);
    }

    private static byte[] replace(byte[] bytes, String from, String to) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(from, to)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }
}

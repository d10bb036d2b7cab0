/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {

    private static final String SOUND =
            """
            {"__metadata__":{"format":"pt"},
             "b":{"dtype":"F64","shape":[2],"data_offsets":[8,24]},
             "a.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},
             "none":{"dtype":"F32","shape":[0,4],"data_offsets":[8,8]}}\
            """;

    @TempDir private Path folder;

    @Test
    void arraysAreFoundByTheirOffsets() throws IOException {
        Path path = write(SOUND, sound());

        try (ArrayFile file = ArrayFile.open(path)) {
            assertThat(file.names()).containsExactly("b", "a.weight", "none");
            assertThat(file.header("a.weight"))
                    .isEqualTo(new ArrayHeader("a.weight", DataType.FLOAT32, new Shape(1, 2)));
            assertThat(file.read("a.weight", 8).toFloatArray()).containsExactly(1.5f, -2);
            assertThat(file.read("b", 16).toDoubleArray()).containsExactly(1.0 / 3, 1e300);
            assertThat(file.read("none", 0).toFloatArray()).isEmpty();
            assertThatThrownBy(() -> file.read("b", 15))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(path.toString(), "'b'", "at most 15");
            assertThatThrownBy(() -> file.header("c"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(path.toString(), "'c' is missing", "a.weight");
        }
    }

    @Test
    void aHeaderPaddedWithSpacesIsRead() throws IOException {
        try (ArrayFile file = ArrayFile.open(write(SOUND + "     ", sound()))) {
            assertThat(file.names()).hasSize(3);
        }
    }

    /** Whose first two bytes are those of a zip. */
    @Test
    void aHeaderOf19280BytesIsRead() throws IOException {
        String header = SOUND + " ".repeat(('P' + 256 * 'K') - SOUND.length());
        try (ArrayFile file = ArrayFile.open(write(header, sound()))) {
            assertThat(file.names()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"x":{"dtype":"F64","shape":[3],"data_offsets":[0,24]},"y":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}} | overlap
                    {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}} | leave a gap
                    {"x":{"dtype":"F64","shape":[2],"data_offsets":[8,24]}}  | 'x' begins at byte
                    {"x":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}  | the arrays end at byte
                    {"x":{"dtype":"F64","shape":[4],"data_offsets":[0,32]}}  | the arrays end at byte
                    {"x":{"dtype":"F64","shape":[2],"data_offsets":[0,24]}}  | needs 16 bytes
                    {"x":{"dtype":"F64","shape":[3],"data_offsets":[24,0]}}  | needs 24 bytes
                    {"x":{"dtype":"F64","shape":[3],"data_offsets":[-24,0]}} | 'x' has the offsets
                    {"x":{"dtype":"F64","shape":[3],"data_offsets":[0]}}     | 'x' has the offsets
                    {"x":{"dtype":"F64","shape":[3]}}                        | 'x' has the offsets
                    {"x":{"dtype":"F64","shape":[-3],"data_offsets":[0,24]}} | impossible shape
                    {"x":{"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,24]}} | impossible shape
                    {"x":{"dtype":"F64","shape":[1e99],"data_offsets":[0,24]}} | safetensors
                    {"x":{"dtype":"F64","shape":[3.5],"data_offsets":[0,24]}}  | safetensors
                    {"x":{"dtype":"F64","shape":"3","data_offsets":[0,24]}}    | safetensors
                    {"x":{"dtype":"BF16","shape":[12],"data_offsets":[0,24]}}  | 'BF16', expected F32 or F64
                    {"x":{"shape":[12],"data_offsets":[0,24]}}                 | expected F32 or F64
                    {"x":3}                                                    | safetensors
                    {"x":{"dtype":"F64","shape":[3],"data_offsets":[0,24]},"x":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}} | 'x' is in the file twice
                    {"../x":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}} | '../x' is no name of an array
                    {"x":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}     | safetensors
                    ["x"]                                                      | no JSON object
                    """)
    void aBrokenHeaderIsAnError(String header, String message) throws IOException {
        Path path = write(header, new byte[24]);

        assertThatThrownBy(() -> ArrayFile.open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(path.toString(), message);
    }

    @ParameterizedTest
    @CsvSource({"-1, 18446744073709551615", "1, 1", "1000, 1000", "100000000000, 100000000000"})
    void aHeaderLengthBeyondTheFileIsAnError(long length, String printed) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path path = Files.write(folder.resolve("x.safetensors"), bytes.array());

        assertThatThrownBy(() -> ArrayFile.open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(path.toString(), "claims " + printed + " bytes");
    }

    @Test
    void aTruncatedFileIsAnError() throws IOException {
        byte[] whole = Files.readAllBytes(write(SOUND, sound()));
        for (int length = 0; length < whole.length; length++) {
            Path path = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> ArrayFile.open(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    private Path write(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + text.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .put(data);
        return Files.write(folder.resolve("x.safetensors"), bytes.array());
    }

    private static byte[] sound() {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-2)
                .putDouble(1.0 / 3)
                .putDouble(1e300)
                .array();
    }
}

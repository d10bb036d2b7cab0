/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyHeaderTest {

    @Test
    void theBytesAreThoseOfNumpy() {
        // numpy.save of an array of shape (2, 3) and type float64, NumPy 2.4.6
        String numpy =
                "934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572"
                        + "273a2046616c73652c20277368617065273a2028322c2033292c207d"
                        + "20".repeat(58)
                        + "0a";

        byte[] ours = NpyHeader.encode(new ArrayHeader("a", DataType.FLOAT64, new Shape(2, 3)));

        assertThat(HexFormat.of().formatHex(ours)).isEqualTo(numpy);
    }

    @Test
    void aVectorHasATrailingCommaAndAScalarAnEmptyTuple() {
        byte[] vector = NpyHeader.encode(new ArrayHeader("a", DataType.FLOAT32, new Shape(2)));
        byte[] scalar = NpyHeader.encode(new ArrayHeader("a", DataType.FLOAT32, new Shape()));

        assertThat(new String(vector, StandardCharsets.ISO_8859_1))
                .contains("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
        assertThat(new String(scalar, StandardCharsets.ISO_8859_1)).contains("'shape': (), }");
        assertThat(vector).hasSize(128);
        assertThat(scalar).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "7", "2, 3", "1, 2, 3, 4", "1234567, 8"})
    void whatIsWrittenIsRead(String sizes) throws IOException {
        Shape shape = shape(sizes);
        ArrayHeader header = new ArrayHeader("a", DataType.FLOAT32, shape);
        byte[] bytes = NpyHeader.encode(header);

        NpyHeader read = NpyHeader.read("a", new ByteArrayInputStream(bytes));

        assertThat(read).isEqualTo(new NpyHeader(header, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void laterVersionsHaveALongerLength(int version) throws IOException {
        String text = "{'shape': (3,), 'fortran_order': False, 'descr': '<f8'}";
        byte[] bytes =
                bytes(
                        "\\x93NUMPY"
                                + (char) version
                                + "\0"
                                + (char) text.length()
                                + "\0\0\0"
                                + text);

        NpyHeader read = NpyHeader.read("a", new ByteArrayInputStream(bytes));

        assertThat(read.array().shape()).isEqualTo(new Shape(3));
        assertThat(read.length()).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'descr': '<f8', 'fortran_order': True, 'shape': (2, 3)}   ; Fortran order
                    {'descr': '<i8', 'fortran_order': False, 'shape': (2, 3)}  ; '<i8', expected '<f4' or '<f8'
                    {'descr': '>f8', 'fortran_order': False, 'shape': (2, 3)}  ; '>f8', expected
                    {'descr': '|O', 'fortran_order': False, 'shape': (2, 3)}   ; '|O', expected
                    {'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2,)} ; has the header
                    {'descr': '<f8', 'fortran_order': False}                   ; has the header
                    {'descr': '<f8', 'fortran_order': False, 'shape': 3}       ; has the header
                    {'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}   ; has the header
                    {'descr': '<f8', 'fortran_order': False, 'shape': '(3,)'}  ; has the header
                    {'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (3,)} ; has the header
                    {'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x  ; has the header
                    {'descr': '<f8', 'fortran_order': False, 'shape': (3,) x}  ; has the header
                    {'descr': '<f8', 'fortran_order': False, 'shape': (1,,2)}  ; impossible shape
                    {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)} ; impossible shape
                    {'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807,)}  ; impossible shape
                    {'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)} ; impossible shape
                    """)
    void aHeaderThatCannotBeReadIsAnError(String text, String message) {
        byte[] bytes = bytes("\\x93NUMPY\1\0" + (char) text.length() + "\0" + text);

        assertThatThrownBy(() -> NpyHeader.read("a", new ByteArrayInputStream(bytes)))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void otherBytesAreNoArray() {
        assertThatThrownBy(() -> NpyHeader.read("a", new ByteArrayInputStream(bytes("pickle!!"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not start with");
        assertThatThrownBy(() -> NpyHeader.read("a", new ByteArrayInputStream(bytes("\\x93NUM"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not start with");
        assertThatThrownBy(
                        () ->
                                NpyHeader.read(
                                        "a",
                                        new ByteArrayInputStream(bytes("\\x93NUMPY\4\0\2\0{}"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 4");
    }

    @Test
    void aHugeHeaderIsRefusedBeforeItIsRead() {
        byte[] bytes = bytes("\\x93NUMPY\2\0\u00ff\u00ff\u00ff\u00ff");

        assertThatThrownBy(() -> NpyHeader.read("a", new ByteArrayInputStream(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4294967295 bytes, expected at most 10000");
    }

    @Test
    void aTruncatedHeaderIsAnError() {
        byte[] bytes = bytes("\\x93NUMPY\1\0v\0{'descr'");

        assertThatThrownBy(() -> NpyHeader.read("a", new ByteArrayInputStream(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends within its header");
    }

    private static byte[] bytes(String text) {
        return text.replace("\\x93", "\u0093").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Shape shape(String sizes) {
        return sizes.isEmpty()
                ? new Shape()
                : new Shape(
                        Arrays.stream(sizes.split(", ", -1)).mapToLong(Long::parseLong).toArray());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of an {@code .npy} array: a magic number, a version, the length of a Python
 * dictionary, and that dictionary, {@code {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4),
 * }}.
 *
 * @param array type and shape
 * @param length the bytes of the file before the first element
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the NPY
 *     format</a>
 */
record NpyHeader(ArrayHeader array, int length) {

    /** What NumPy itself reads of a file that it does not trust. */
    private static final int LONGEST_DICTIONARY = 10_000;

    private static final int ALIGNMENT = 64;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Pattern ENTRY =
            Pattern.compile(
                    "\\G\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([0-9, ]*\\))\\s*(?:,\\s*)?");

    /** Reads a header up to the first element. */
    static NpyHeader read(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length != MAGIC.length + 2
                || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("is no .npy array, it does not start with \\x93NUMPY");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new IOException(
                    "has version " + version + " of the .npy format, expected 1 to 3");
        }
        int width = version == 1 ? 2 : 4;
        byte[] size = Arrays.copyOf(exactly(in, width), 8);
        long length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length > LONGEST_DICTIONARY) {
            throw new IOException(
                    "has a header of " + length + " bytes, expected at most " + LONGEST_DICTIONARY);
        }
        String text = new String(exactly(in, (int) length), StandardCharsets.ISO_8859_1);
        return new NpyHeader(parse(name, text.strip()), start.length + width + (int) length);
    }

    /**
     * The bytes NumPy writes before the elements: version 1, padded so that the elements are
     * aligned.
     */
    static byte[] encode(ArrayHeader array) {
        String sizes =
                Arrays.stream(array.shape().getShape())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", "));
        String text =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
                        .formatted(
                                array.dataType() == DataType.FLOAT32 ? "<f4" : "<f8",
                                sizes,
                                array.shape().dimension() == 1 ? "," : "");
        int before = MAGIC.length + 4;
        int unpadded = before + text.length() + 1;
        int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String padded = text + " ".repeat(length - unpadded) + "\n";
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (length - before))
                .put(padded.getBytes(StandardCharsets.ISO_8859_1))
                .array();
    }

    private static ArrayHeader parse(String name, String text) throws IOException {
        Map<String, String> entries = new HashMap<>();
        boolean understood = text.startsWith("{") && text.endsWith("}");
        if (understood) {
            Matcher matcher = ENTRY.matcher(text).region(1, text.length() - 1);
            int end = 1;
            while (matcher.find()) {
                understood &= entries.put(matcher.group(1), matcher.group(2)) == null;
                end = matcher.end();
            }
            understood &= text.substring(end, text.length() - 1).isBlank();
        }
        String type = entries.get("descr");
        String fortran = entries.get("fortran_order");
        String shape = entries.get("shape");
        if (!understood
                || entries.size() != 3
                || type == null
                || fortran == null
                || shape == null
                || !shape.startsWith("(")) {
            throw new IOException(
                    "has the header "
                            + ArrayHeader.printable(text)
                            + ", expected {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4)}"
                            + " or the like");
        }
        if (!fortran.equals("False")) {
            throw new IOException(
                    "is stored in Fortran order, expected C order (numpy.ascontiguousarray)");
        }
        return new ArrayHeader(name, dataType(type), sizes(shape));
    }

    private static DataType dataType(String type) throws IOException {
        return switch (type) {
            case "'<f4'" -> DataType.FLOAT32;
            case "'<f8'" -> DataType.FLOAT64;
            default ->
                    throw new IOException(
                            "has type "
                                    + ArrayHeader.printable(type)
                                    + ", expected '<f4' or '<f8' (little-endian float32 or float64)");
        };
    }

    private static Shape sizes(String tuple) throws IOException {
        String inner = tuple.substring(1, tuple.length() - 1).strip();
        if (inner.isEmpty()) {
            return new Shape();
        }
        String[] parts =
                (inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner)
                        .split(",", -1);
        long[] sizes = new long[parts.length];
        try {
            for (int axis = 0; axis < sizes.length; axis++) {
                sizes[axis] = Long.parseLong(parts[axis].strip());
            }
        } catch (NumberFormatException e) {
            throw new IOException("has the impossible shape " + ArrayHeader.printable(tuple), e);
        }
        return new Shape(sizes);
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length != count) {
            throw new IOException("ends within its header");
        }
        return bytes;
    }
}

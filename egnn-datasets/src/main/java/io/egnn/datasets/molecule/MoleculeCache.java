/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.file.AtomicFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A table of molecules as a binary file: what takes seconds to parse is there at once.
 *
 * <p>A header in text (format, version, and what the table was read from), the numbers of molecules
 * and atoms, the columns of the table, and a checksum. A file that is not exactly this is not used.
 */
final class MoleculeCache {

    /**
     * To be raised when the layout of the file changes, and when the readers accept other files or
     * understand them in another way: a copy keeps what they accepted when it was made.
     */
    private static final int VERSION = 3;

    private static final int CHUNK = 1 << 16;

    /** What an array can hold. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Path file;
    private final byte[] header;

    /**
     * A cache.
     *
     * @param file where it is
     * @param origin what the table was read from, and what else it depends on
     */
    MoleculeCache(Path file, String origin) {
        this.file = file;
        header =
                "egnn-djl molecules %d of %s\n"
                        .formatted(VERSION, origin)
                        .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether there is a file. */
    boolean exists() {
        return Files.isRegularFile(file);
    }

    void write(MoleculeTable table) throws IOException {
        AtomicFile.write(file, out -> write(table, Channels.newChannel(out)));
    }

    private void write(MoleculeTable table, WritableByteChannel out) throws IOException {
        byte[] names =
                (table.prefix() + "\n" + String.join("\n", table.columns()))
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer sizes = buffer(3 * Integer.BYTES);
        sizes.putInt(names.length).putInt(table.size()).putInt(table.atomicNumbers().length);
        CRC32C checksum = new CRC32C();
        put(out, checksum, ByteBuffer.wrap(header));
        put(out, checksum, sizes.flip());
        put(out, checksum, ByteBuffer.wrap(names));
        put(out, checksum, ByteBuffer.wrap(table.atomicNumbers()));
        for (int[] ints : new int[][] {table.begins(), table.ids()}) {
            for (int at = 0; at < ints.length; at += CHUNK) {
                int length = Math.min(CHUNK, ints.length - at);
                ByteBuffer bytes = buffer(length * Integer.BYTES);
                bytes.asIntBuffer().put(ints, at, length);
                put(out, checksum, bytes);
            }
        }
        for (double[] doubles : new double[][] {table.positions(), table.labels()}) {
            for (int at = 0; at < doubles.length; at += CHUNK) {
                int length = Math.min(CHUNK, doubles.length - at);
                ByteBuffer bytes = buffer(length * Double.BYTES);
                bytes.asDoubleBuffer().put(doubles, at, length);
                put(out, checksum, bytes);
            }
        }
        out.write(buffer(Long.BYTES).putLong(checksum.getValue()).flip());
    }

    /**
     * Reads the table.
     *
     * @throws IOException if the file is damaged, or of another version or origin
     */
    MoleculeTable read() throws IOException {
        // Into memory of its own, since a file that is mapped cannot be replaced everywhere.
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": is too large for a copy of molecules");
        }
        try {
            return read(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException(file + ": is cut or damaged", e);
        }
    }

    private MoleculeTable read(ByteBuffer content) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(content.duplicate().limit(Math.max(0, content.limit() - Long.BYTES)));
        byte[] start = new byte[Math.min(header.length, content.remaining())];
        content.get(start);
        if (!Arrays.equals(start, header)) {
            throw new IOException(file + ": is of another version or origin");
        }
        int nameBytes = content.getInt();
        int size = content.getInt();
        int atoms = content.getInt();
        if (nameBytes < 0 || nameBytes > content.remaining() || size < 0 || atoms < 0) {
            throw new IOException(file + ": is cut or damaged");
        }
        byte[] names = new byte[nameBytes];
        content.get(names);
        List<String> lines = new String(names, StandardCharsets.UTF_8).lines().toList();
        List<String> columns = lines.subList(1, lines.size());
        long expected =
                atoms * (1L + Molecule.DIMENSION * Double.BYTES)
                        + (2L * size + 1) * Integer.BYTES
                        + (long) size * columns.size() * Double.BYTES
                        + Long.BYTES;
        if (content.remaining() != expected) {
            throw new IOException(file + ": is cut or damaged");
        }
        byte[] numbers = new byte[atoms];
        content.get(numbers);
        int[] begins = ints(content, size + 1);
        int[] ids = ints(content, size);
        double[] positions = doubles(content, atoms * Molecule.DIMENSION);
        double[] labels = doubles(content, size * columns.size());
        if (content.getLong() != checksum.getValue()) {
            throw new IOException(file + ": has a wrong checksum");
        }
        return new MoleculeTable(columns, begins, numbers, positions, labels, ids, lines.get(0));
    }

    private static int[] ints(ByteBuffer content, int length) {
        int[] values = new int[length];
        content.asIntBuffer().get(values);
        content.position(content.position() + length * Integer.BYTES);
        return values;
    }

    private static double[] doubles(ByteBuffer content, int length) {
        double[] values = new double[length];
        content.asDoubleBuffer().get(values);
        content.position(content.position() + length * Double.BYTES);
        return values;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(WritableByteChannel out, CRC32C checksum, ByteBuffer bytes)
            throws IOException {
        checksum.update(bytes.duplicate());
        out.write(bytes);
    }
}

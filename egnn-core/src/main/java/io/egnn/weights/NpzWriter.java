/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import io.egnn.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code .npz} files that {@code numpy.load} and {@link ArrayFile} read. */
public final class NpzWriter {

    /** The earliest date of the zip format, so that the same arrays make the same bytes. */
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int CHUNK = 1 << 16;

    private NpzWriter() {}

    /**
     * Writes the arrays, uncompressed, in the order given.
     *
     * <p>The file is the old one or the whole new one, never a part of it; see {@link AtomicFile}.
     *
     * @param file the file, replaced if it is there; its folder is made if it is missing
     * @param arrays the arrays
     * @throws IllegalArgumentException if two arrays have one name
     * @throws IOException naming the file, if it cannot be written
     */
    public static void write(Path file, List<NamedArray> arrays) throws IOException {
        Set<String> names = new HashSet<>();
        for (NamedArray array : arrays) {
            if (!names.add(array.header().name())) {
                throw new IllegalArgumentException(
                        file + ": two arrays are called '" + array.header().name() + "'");
            }
        }
        AtomicFile.write(file, out -> write(arrays, out));
    }

    private static void write(List<NamedArray> arrays, OutputStream out) throws IOException {
        // Finished but not closed: the file is not ours to close.
        ZipOutputStream zip = new ZipOutputStream(out);
        for (NamedArray array : arrays) {
            write(array, zip);
        }
        zip.finish();
    }

    private static void write(NamedArray array, ZipOutputStream zip) throws IOException {
        byte[] header = NpyHeader.encode(array.header());
        CRC32 sum = new CRC32();
        sum.update(header);
        sum.update(array.bytes());
        ZipEntry entry = new ZipEntry(array.header().name() + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_DATE);
        entry.setSize(header.length + array.header().byteCount());
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(header);
        copy(array.bytes(), zip);
        zip.closeEntry();
    }

    private static void copy(ByteBuffer bytes, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (bytes.hasRemaining()) {
            int count = Math.min(CHUNK, bytes.remaining());
            bytes.get(chunk, 0, count);
            out.write(chunk, 0, count);
        }
    }
}

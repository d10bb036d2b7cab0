/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
     * <p>They go to a file {@code .part} beside the target, which then takes the target's place in
     * one step: the target is the old file or the whole new one, never a part of it.
     *
     * @param file the target, replaced if it is there
     * @param arrays the arrays
     * @throws IllegalArgumentException if two arrays have one name
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, List<NamedArray> arrays) throws IOException {
        Set<String> names = new HashSet<>();
        for (NamedArray array : arrays) {
            if (!names.add(array.header().name())) {
                throw new IllegalArgumentException(
                        file + ": two arrays are called '" + array.header().name() + "'");
            }
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel =
                            FileChannel.open(
                                    part,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    ZipOutputStream zip =
                            new ZipOutputStream(
                                    new BufferedOutputStream(Channels.newOutputStream(channel)))) {
                for (NamedArray array : arrays) {
                    write(array, zip);
                }
                zip.finish();
                zip.flush();
                channel.force(true);
            }
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new IOException(file + ": cannot be written: " + e.getMessage(), e);
        }
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

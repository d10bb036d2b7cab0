/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip archive of {@code .npy} arrays, as {@code numpy.savez} and {@code numpy.savez_compressed}
 * write it.
 */
final class NpzFile extends ArrayFile {

    private static final String SUFFIX = ".npy";

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    NpzFile(Path file) throws IOException {
        super(file);
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw broken("is a broken .npz (zip) file:", e);
        }
        try {
            index();
        } catch (IOException | IllegalArgumentException e) {
            zip.close();
            throw broken("is a broken .npz file:", e);
        }
    }

    private void index() throws IOException {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String path = entry.getName();
            if (!path.endsWith(SUFFIX)) {
                throw new IOException(
                        "entry '%s' is no array, its name does not end with %s"
                                .formatted(ArrayHeader.printable(path), SUFFIX));
            }
            String name = path.substring(0, path.length() - SUFFIX.length());
            ArrayHeader.checkName(name);
            if (entries.put(name, entry) != null) {
                throw new IOException("array '" + name + "' is in the file twice");
            }
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public ArrayHeader header(String name) throws IOException {
        ZipEntry entry = entry(name);
        try (InputStream in = zip.getInputStream(entry)) {
            return header(name, entry, in);
        } catch (IOException | IllegalArgumentException e) {
            throw broken("array '" + name + "'", e);
        }
    }

    @Override
    public NamedArray read(String name, long maxBytes) throws IOException {
        ZipEntry entry = entry(name);
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            ArrayHeader header = header(name, entry, in);
            int count = header.allocatable(maxBytes);
            // Grows with what is really there, however large the header says it is.
            byte[] bytes = in.readNBytes(count);
            if (bytes.length != count || in.read() != -1) {
                throw new IOException(
                        "does not hold the " + count + " bytes of its shape " + header.shape());
            }
            if (sum.getValue() != entry.getCrc()) {
                throw new IOException("has a wrong checksum, the file is damaged");
            }
            return new NamedArray(header, bytes);
        } catch (IOException | IllegalArgumentException e) {
            throw broken("array '" + name + "'", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static ArrayHeader header(String name, ZipEntry entry, InputStream in)
            throws IOException {
        NpyHeader header = NpyHeader.read(name, in);
        ArrayHeader array = header.array();
        if (entry.getSize() - header.length() != array.byteCount()) {
            throw new IOException(
                    "has %d bytes of elements, but its shape %s needs %d"
                            .formatted(
                                    entry.getSize() - header.length(),
                                    array.shape(),
                                    array.byteCount()));
        }
        return array;
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw missing(name);
        }
        return entry;
    }
}

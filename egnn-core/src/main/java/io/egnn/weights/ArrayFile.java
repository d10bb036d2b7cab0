/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * An open {@code .npz} or {@code .safetensors} file of float32 and float64 arrays, which is not
 * trusted.
 *
 * <p>Opening reads the table of contents. {@link #header} tells type and shape of one array before
 * its elements are touched, so that the caller can refuse it; {@link #read} takes no more memory
 * than the caller allows (twice the limit while it reads). Arrays that nobody asks for are never
 * read.
 */
public abstract sealed class ArrayFile implements Closeable permits NpzFile, SafetensorsFile {

    private final Path file;

    private static final byte[] ENTRY = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};

    ArrayFile(Path file) {
        this.file = file;
    }

    /**
     * Opens a file in the format that its first bytes announce: a zip archive is an {@code .npz},
     * everything else must be a {@code .safetensors}.
     *
     * @param file the file
     * @return the open file
     * @throws IOException if there is no such file, or if its table of contents is broken, has a
     *     name twice or a name that looks like a path
     */
    public static ArrayFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": expected a file, got a folder");
        }
        byte[] magic;
        try (InputStream in = Files.newInputStream(file)) {
            magic = in.readNBytes(4);
        }
        // Two bytes could also be the length of a header.
        boolean zip = isBegun(magic, ENTRY) || isBegun(magic, EMPTY_ZIP);
        return zip ? new NpzFile(file) : new SafetensorsFile(file);
    }

    /** Whether a file, which may be cut, begins like this. */
    private static boolean isBegun(byte[] file, byte[] magic) {
        return file.length >= 2 && Arrays.equals(file, Arrays.copyOf(magic, file.length));
    }

    /**
     * What is in the file.
     *
     * @return the names of the arrays, in the order of the file
     */
    public abstract Set<String> names();

    /**
     * Type and shape of an array.
     *
     * @param name one of {@link #names}
     * @return its header
     * @throws IOException if there is no such array, or if it is not one of float32 or float64 in C
     *     order
     */
    public abstract ArrayHeader header(String name) throws IOException;

    /**
     * Reads an array.
     *
     * @param name one of {@link #names}
     * @param maxBytes the largest {@link ArrayHeader#byteCount} to accept
     * @return the array
     * @throws IOException as {@link #header}, or if the array is larger, or if the file does not
     *     hold exactly the elements that its header announces
     */
    public abstract NamedArray read(String name, long maxBytes) throws IOException;

    /** The error for what is wrong, where it says "has ..." or "is ...". */
    final IOException broken(String subject, Exception cause) {
        return new IOException(file + ": " + subject + " " + cause.getMessage(), cause);
    }

    /** The error for a name that is not in the file. */
    final IOException missing(String name) {
        return new IOException(
                "%s: array '%s' is missing, the file has %s"
                        .formatted(file, name, ArrayHeader.printable(String.join(", ", names()))));
    }
}

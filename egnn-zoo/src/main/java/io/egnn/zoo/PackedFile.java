/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.repository.Artifact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of an artifact as the zoo ships it: compressed with gzip, with a checksum.
 *
 * @param name of the unpacked file, without folder
 * @param uri of the packed one, relative to the {@code metadata.json}
 * @param sha1 of the packed bytes, as in all of DJL's repositories
 * @param size of the unpacked file in bytes
 */
record PackedFile(String name, String uri, String sha1, long size) {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern PLAIN_PATH =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9_.-]*/)*[A-Za-z0-9][A-Za-z0-9_.-]*\\.gz");

    /**
     * Reads the description of a file, which could otherwise lead out of its folder or promise
     * anything.
     *
     * @throws IOException naming what is missing or wrong
     */
    static PackedFile of(Artifact.Item item) throws IOException {
        String uri = item.getUri();
        String sha1 = item.getSha1Hash();
        if (uri == null || !PLAIN_PATH.matcher(uri).matches()) {
            throw new IOException(
                    "file of an artifact: expected a relative uri that ends with .gz, got " + uri);
        }
        if (!PLAIN_NAME.matcher(item.getName()).matches()) {
            throw new IOException(uri + ": expected a plain file name, got " + item.getName());
        }
        if (sha1 == null || sha1.length() != 40) {
            throw new IOException(uri + ": expected a sha1Hash of 40 digits, got " + sha1);
        }
        if (item.getSize() < 1 || item.getSize() > Integer.MAX_VALUE / 2) {
            throw new IOException(
                    uri
                            + ": expected the size of the unpacked file, at most "
                            + Integer.MAX_VALUE / 2
                            + " bytes, got "
                            + item.getSize());
        }
        return new PackedFile(item.getName(), uri, sha1, item.getSize());
    }

    /**
     * Checks and unpacks.
     *
     * @param packed the packed bytes
     * @return the unpacked bytes, exactly as many as promised
     * @throws IOException if the checksum or the size is another one
     */
    byte[] unpack(InputStream packed) throws IOException {
        // Incompressible data grow by five bytes a block of at least 16 kB.
        int limit = (int) (size + size / 1_000 + 1_024);
        byte[] bytes = packed.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new IOException(
                    uri + ": is longer than " + size + " bytes can be when they are packed");
        }
        String actual = sha1(bytes);
        if (!actual.equalsIgnoreCase(sha1)) {
            throw new IOException(
                    "%s: wrong checksum: expected sha1 %s, got %s of %d bytes; the file is damaged or truncated"
                            .formatted(uri, sha1, actual, bytes.length));
        }
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] content = unpacked.readNBytes((int) size + 1);
            if (content.length != size) {
                throw new IOException(
                        "%s: expected %d bytes unpacked, got %s"
                                .formatted(
                                        uri,
                                        size,
                                        content.length > size ? "more" : content.length + ""));
            }
            return content;
        }
    }

    /** Packs; equal bytes give equal bytes, since Java writes no time of day. */
    static byte[] pack(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    /** SHA-1 in lower-case hexadecimal digits. */
    static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}

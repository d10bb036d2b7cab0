/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of one piece of data after the other, for {@link SampleSet#sha256}. */
public final class ContentHash {

    private final MessageDigest digest;

    /** Starts with nothing. */
    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Adds bytes.
     *
     * @param bytes the bytes
     * @return this hash
     */
    public ContentHash add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /**
     * Adds what remains of a buffer.
     *
     * @param bytes the buffer, which is used up
     * @return this hash
     */
    public ContentHash add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    /**
     * The hash, after which it starts anew.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that is short by its nature, from a file that may be anything. */
public final class SmallFile {

    /** Far more than any such text, and little beside the memory of a small program. */
    static final int MOST_BYTES = 16_000_000;

    private SmallFile() {}

    /**
     * Reads a file.
     *
     * @param file in UTF-8, of at most 16 MB
     * @return its text
     * @throws java.nio.file.NoSuchFileException if it is missing
     * @throws IOException naming the file, if it is longer, not in UTF-8, or cannot be read
     */
    public static String text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException(
                    file
                            + ": expected at most "
                            + MOST_BYTES / 1_000_000
                            + " MB of text, got more");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": expected text in UTF-8, got other bytes", e);
        }
    }
}

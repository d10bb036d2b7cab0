/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.file.Excerpt;
import io.egnn.file.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Opens a text file that may be zipped, and may begin with the byte order mark of UTF-8. */
final class MoleculeText {

    private static final int BUFFER = 1 << 16;
    private static final String GZIP = ".gz";
    private static final String BZIP2 = ".bz2";

    /** Characters of a file that an error repeats, more than a line of a molecule has. */
    private static final int EXCERPT = 160;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private MoleculeText() {}

    /** The name of a file in lower case, without the end that says how it is zipped. */
    static String plainName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (String end : List.of(GZIP, BZIP2)) {
            if (name.endsWith(end)) {
                return name.substring(0, name.length() - end.length());
            }
        }
        return name;
    }

    /**
     * Opens a file.
     *
     * @throws IOException naming the file, if it is not zipped as its name says
     */
    static InputStream open(Path file) throws IOException {
        return open(file, Files.newInputStream(file));
    }

    /** The same for somebody who already reads the file; closes it if it fails. */
    @SuppressWarnings("MustBeClosedChecker") // what is returned closes what it reads
    static InputStream open(Path file, InputStream bytes) throws IOException {
        try {
            // Not buffered again: a buffer drops what it has when the next bytes cannot be read.
            PushbackInputStream text =
                    new PushbackInputStream(
                            unzipped(file, new BufferedInputStream(bytes, BUFFER)), MARK.length);
            byte[] first = text.readNBytes(MARK.length);
            if (!Arrays.equals(first, MARK)) {
                text.unread(first);
            }
            return text;
        } catch (IOException e) {
            bytes.close();
            throw new IOException("%s: cannot be opened: %s".formatted(file, Reason.of(e)), e);
        }
    }

    /** What an error repeats of a file: its beginning, with ? for control characters. */
    static String excerpt(String text) {
        return Excerpt.of(text, EXCERPT);
    }

    private static InputStream unzipped(Path file, InputStream in) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(GZIP)) {
            return new GZIPInputStream(in, BUFFER);
        }
        return name.endsWith(BZIP2) ? new BZip2CompressorInputStream(in, true) : in;
    }
}

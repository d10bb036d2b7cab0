/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a tar archive, whose end is looked at: who reads the entries takes an archive that
 * was cut between two of them, or of which a part is zeros, for one with fewer entries. The headers
 * of an entry have an end, too.
 */
final class TarEnd extends FilterInputStream {

    /** An archive ends with two of them, of which some programs write one. */
    private static final int RECORD = 512;

    private static final int BUFFER = 1 << 16;

    /**
     * Who reads the entries keeps a name whole, however long it is: a zipped archive of a megabyte
     * may hold one of a gigabyte.
     */
    static final int LONGEST_HEADER = 1 << 20;

    /** How many bytes were read. */
    private long position;

    /** How many were there when the last one was read that is not 0. */
    private long nonZero;

    /** Where what comes before an entry has to end. */
    private long entry = Long.MAX_VALUE;

    TarEnd(InputStream in) {
        super(in);
    }

    long position() {
        return position;
    }

    /** From here on the headers of an entry are read. */
    void beginHeaders() {
        entry = position + LONGEST_HEADER;
    }

    /** They have ended. */
    void endHeaders() {
        entry = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            nonZero = value == 0 ? nonZero : position + 1;
            advance(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = read - 1; i >= 0; i--) {
            if (bytes[offset + i] != 0) {
                nonZero = position + i + 1;
                break;
            }
        }
        advance(Math.max(0, read));
        return read;
    }

    private void advance(int read) throws IOException {
        position += read;
        if (position > entry) {
            throw new IOException(
                    "expected an entry whose name and other headers have at most %d bytes"
                            .formatted(LONGEST_HEADER));
        }
    }

    /** Reads what is skipped: it has to be looked at. */
    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, BUFFER)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * Checks that the archive ends behind its last entry.
     *
     * @param last where that entry ends
     * @throws IOException if there is no end, or anything behind it
     */
    void check(long last) throws IOException {
        byte[] rest = new byte[BUFFER];
        while (nonZero <= last && read(rest) >= 0) {
            // Only counted.
        }
        if (nonZero > last || position < (last + 2L * RECORD - 1) / RECORD * RECORD) {
            throw new IOException(
                    "expected an archive that ends with %d zeros and nothing behind them: it was cut, or a part of it is zeros"
                            .formatted(RECORD));
        }
    }
}

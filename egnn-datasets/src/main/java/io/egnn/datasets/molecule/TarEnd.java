/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a tar archive, whose end is looked at: who reads the entries takes an archive that
 * was cut between two of them, or of which a part is zeros, for one with fewer entries.
 */
final class TarEnd extends FilterInputStream {

    /** An archive ends with two of them, of which some programs write one. */
    private static final int RECORD = 512;

    private static final int BUFFER = 1 << 16;

    /** How many bytes were read. */
    private long position;

    /** How many were there when the last one was read that is not 0. */
    private long nonZero;

    TarEnd(InputStream in) {
        super(in);
    }

    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            position++;
            nonZero = value == 0 ? nonZero : position;
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
        position += Math.max(0, read);
        return read;
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

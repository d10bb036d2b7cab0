/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The text of a table, of which no row can fill the memory: a zipped file of a megabyte may hold
 * one of a gigabyte.
 */
final class LabelRows extends FilterReader {

    /** More characters than a row of labels has, a few thousand of them among it. */
    static final int LONGEST = 1 << 20;

    /** Who parses the text reads ahead by a few thousand characters. */
    private static final int READ_AHEAD = 1 << 14;

    private int length;

    LabelRows(Reader text) {
        super(text);
    }

    /** What is read from here on belongs to another row. */
    void begin() {
        length = 0;
    }

    @Override
    public int read() throws IOException {
        int character = super.read();
        count(character < 0 ? 0 : 1);
        return character;
    }

    @Override
    public int read(char[] characters, int offset, int most) throws IOException {
        int read = super.read(characters, offset, most);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        length += Math.max(0, read);
        if (length > LONGEST + READ_AHEAD) {
            throw new IOException("expected rows of at most %d characters".formatted(LONGEST));
        }
    }
}

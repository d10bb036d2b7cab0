/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads a user's molecules one after the other: {@code .xyz}, {@code .sdf}, {@code .mol}, and
 * {@code .smi} with one SMILES per line, each also with {@code .gz} behind it.
 *
 * <p>An entry that is no molecule is told as such, and the next one is read. Only one entry is held
 * in memory at a time.
 */
public final class MoleculeReader implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final Source source;

    /** A format. */
    interface Source {

        /** The next entry, or nothing at the end of the file. */
        Optional<MoleculeRecord> next() throws IOException;
    }

    private MoleculeReader(InputStream in, Source source) {
        this.in = in;
        this.source = source;
    }

    /**
     * Opens a file.
     *
     * @param file its name ends as above
     * @return a reader, to be closed
     * @throws IOException if it cannot be opened, or its name has another end
     */
    @SuppressWarnings("MustBeClosedChecker") // the reader closes it
    public static MoleculeReader open(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String plain = name.toLowerCase(Locale.ROOT);
        boolean zipped = plain.endsWith(".gz");
        plain = zipped ? plain.substring(0, plain.length() - 3) : plain;
        String suffix = plain.substring(plain.lastIndexOf('.') + 1);
        if (!suffix.matches("xyz|sdf|mol|smi|smiles")) {
            throw new IOException(file + ": expected a file .xyz, .sdf, .mol or .smi");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            InputStream text = zipped ? new GZIPInputStream(in, BUFFER) : in;
            TextLines lines = new TextLines(text, name);
            return new MoleculeReader(
                    in,
                    switch (suffix) {
                        case "xyz" -> new XyzMolecules(lines, name);
                        case "sdf", "mol" -> new SdfMolecules(lines, name);
                        default -> new SmilesMolecules(lines, name);
                    });
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads the next entry.
     *
     * @return a molecule or an error; nothing at the end of the file
     * @throws IOException if the file cannot be read any further
     */
    public Optional<MoleculeRecord> next() throws IOException {
        return source.next();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a user's molecules one after the other: {@code .xyz}, {@code .sdf}, {@code .mol}, and
 * {@code .smi} with one SMILES per line, each also with {@code .gz} or {@code .bz2} behind it.
 *
 * <p>An entry that is no molecule is told as such, and the next one is read. Only one entry is held
 * in memory at a time.
 */
public final class MoleculeReader implements Closeable {

    private final CountingStream in;
    private final long length;
    private final Source source;

    /** A format. */
    interface Source {

        /** The next entry, or nothing at the end of the file. */
        Optional<MoleculeRecord> next() throws IOException;
    }

    /** Knows how much of a file was read. */
    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) throws IOException {
            int read = super.read(bytes, offset, wanted);
            count += Math.max(0, read);
            return read;
        }
    }

    private MoleculeReader(CountingStream in, long length, Source source) {
        this.in = in;
        this.length = length;
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
        String plain = MoleculeText.plainName(file);
        String suffix = plain.substring(plain.lastIndexOf('.') + 1);
        if (!suffix.matches("xyz|sdf|mol|smi|smiles")) {
            throw new IOException(file + ": expected a file .xyz, .sdf, .mol or .smi");
        }
        long length = Files.size(file);
        CountingStream in = new CountingStream(Files.newInputStream(file));
        TextLines lines = new TextLines(MoleculeText.open(file, in), name);
        return new MoleculeReader(
                in,
                length,
                switch (suffix) {
                    case "xyz" -> new XyzMolecules(lines, name);
                    case "sdf", "mol" -> new SdfMolecules(lines, name);
                    default -> new SmilesMolecules(lines, name);
                });
    }

    /**
     * Builds a molecule from its SMILES alone, as an entry of a {@code .smi} file: a conformer of
     * OpenChemLib's generator, relaxed in the force field MMFF94s, the same at every call.
     *
     * @param smiles the SMILES; its hydrogen atoms are added
     * @param name what to call the molecule
     * @return the molecule, with a warning that the geometry is of a force field; or an error
     */
    public static MoleculeRecord ofSmiles(String smiles, String name) {
        return SmilesMolecules.build(smiles, name, name);
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

    /**
     * How much of the file was read.
     *
     * @return from 0 to 1
     */
    public double progress() {
        return length == 0 ? 1 : Math.min(1, (double) in.count / length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

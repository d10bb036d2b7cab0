/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Molecules in an SDF or XYZ file and their labels in a {@link LabelTable} beside it: the form of
 * {@code gdb9.sdf}, and one for labels of one's own.
 */
final class LabelledMolecules {

    private static final int BUFFER = 1 << 16;

    private LabelledMolecules() {}

    /** A format. */
    interface Entries {

        /**
         * Reads the atoms of the next entry.
         *
         * @return false at the end of the file
         * @throws IOException naming the line, if the entry is no molecule
         */
        boolean next(MoleculeTableBuilder table) throws IOException;
    }

    /** Whether a file is read here; those of QM9 with labels of their own are not. */
    static boolean isOne(Path file) {
        String name = file.toString();
        return name.endsWith(".sdf")
                || ((name.endsWith(".xyz") || name.endsWith(".xyz.gz"))
                        && Files.isRegularFile(LabelTable.beside(file)));
    }

    static MoleculeTable read(Path file) throws IOException {
        Path csv = LabelTable.beside(file);
        if (Files.exists(file) && !Files.exists(csv)) {
            throw new IOException(
                    "%s: expected a table with the labels beside it, %s"
                            .formatted(file, csv.getFileName()));
        }
        String name = String.valueOf(file.getFileName());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                InputStream text = name.endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
                LabelTable labels = new LabelTable(csv)) {
            TextLines lines = new TextLines(text, name);
            return read(name.endsWith(".sdf") ? new SdfAtoms(lines) : xyz(lines, name), labels);
        }
    }

    private static MoleculeTable read(Entries entries, LabelTable labels) throws IOException {
        List<String> names = labels.names();
        // QM9's molecules keep their name.
        String prefix = names.contains("U0") ? "gdb " : "";
        MoleculeTableBuilder table = new MoleculeTableBuilder(names, prefix);
        for (int id = 1; entries.next(table); id++) {
            table.end(id, labels.next(), "");
        }
        labels.end();
        return table.build();
    }

    private static Entries xyz(TextLines lines, String name) {
        XyzMolecules molecules = new XyzMolecules(lines, name);
        return table -> {
            Optional<MoleculeRecord> entry = molecules.next();
            if (entry.isEmpty()) {
                return false;
            }
            Molecule molecule = entry.get().molecule();
            if (molecule == null) {
                throw new IOException(entry.get().place() + ": " + entry.get().error());
            }
            table.atoms(molecule);
            return true;
        };
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Molecules in an SDF or XYZ file and their labels in a {@link LabelTable} beside it: the form of
 * {@code gdb9.sdf}, and one for labels of one's own.
 */
final class LabelledMolecules {

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

        /** What the file calls the entry that was read last, may be empty. */
        String title();
    }

    /** Whether a file is read here; those of QM9 with labels of their own are not. */
    static boolean isOne(Path file) {
        String name = MoleculeText.plainName(file);
        return name.endsWith(".sdf")
                || (name.endsWith(".xyz") && Files.isRegularFile(LabelTable.beside(file)));
    }

    static MoleculeTable read(Path file) throws IOException {
        Path csv = LabelTable.beside(file);
        if (Files.exists(file) && !Files.exists(csv)) {
            throw new IOException(
                    "%s: expected a table with the labels beside it, %s"
                            .formatted(file, csv.getFileName()));
        }
        String name = String.valueOf(file.getFileName());
        try (InputStream text = MoleculeText.open(file);
                LabelTable labels = new LabelTable(csv)) {
            TextLines lines = new TextLines(text, name);
            boolean sdf = MoleculeText.plainName(file).endsWith(".sdf");
            return read(
                    sdf ? new SdfAtoms(lines) : new XyzEntries(new XyzMolecules(lines, name)),
                    labels,
                    new EntryNames(name, String.valueOf(csv.getFileName())));
        }
    }

    private static MoleculeTable read(Entries entries, LabelTable labels, EntryNames names)
            throws IOException {
        MoleculeTableBuilder table = new MoleculeTableBuilder(labels.names(), "");
        for (int entry = 1; entries.next(table); entry++) {
            LabelTable.Row row = labels.next();
            table.end(names.id(entry, entries.title(), row), row.labels(), "");
        }
        labels.end();
        names.end();
        return table.build(names.prefix());
    }

    /** Those of an XYZ file. */
    private static final class XyzEntries implements Entries {
        private final XyzMolecules molecules;
        private String title = "";

        XyzEntries(XyzMolecules molecules) {
            this.molecules = molecules;
        }

        @Override
        public boolean next(MoleculeTableBuilder table) throws IOException {
            Optional<MoleculeRecord> entry = molecules.next();
            if (entry.isEmpty()) {
                return false;
            }
            Molecule molecule = entry.get().molecule();
            if (molecule == null) {
                throw new IOException(entry.get().place() + ": " + entry.get().error());
            }
            table.atoms(molecule);
            title = molecule.name();
            return true;
        }

        @Override
        public String title() {
            return title;
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.IOException;

/**
 * The atoms of the entries of an SDF file, V2000.
 *
 * <p>Only elements and coordinates are read, so that molecules whose bonds make no sense, of which
 * QM9 has some, are read too.
 */
final class SdfAtoms implements LabelledMolecules.Entries {

    /** Name, program, remark, counts. */
    private static final int HEADER_LINES = 4;

    /** Where the second line has the code of the dimension, from 0. */
    private static final int DIMENSION_CODE = 20;

    private static final String FLAT = "2D";

    private final TextLines lines;
    private String title = "";
    private boolean flat;

    SdfAtoms(TextLines lines) {
        this.lines = lines;
    }

    @Override
    public boolean next(MoleculeTableBuilder table) throws IOException {
        if (!nextCounts()) {
            return false;
        }
        readAtoms(table);
        return true;
    }

    @Override
    public String title() {
        return title;
    }

    /** Goes to the line with the counts of the next entry, if there is one. */
    private boolean nextCounts() throws IOException {
        boolean blank = true;
        for (int i = 0; i < HEADER_LINES; i++) {
            if (!lines.next()) {
                if (blank) {
                    return false;
                }
                throw lines.error("the file ends before the number of atoms");
            }
            blank &= lines.fields() == 0;
            if (i == 0) {
                title = lines.line().strip();
            } else if (i == 1) {
                flat = lines.line().startsWith(FLAT, DIMENSION_CODE);
            }
        }
        return true;
    }

    /** Reads the atoms of the entry whose counts line this is, and skips the rest of it. */
    private void readAtoms(MoleculeTableBuilder table) throws IOException {
        String counts = lines.line();
        int atoms = wholeNumber(counts, 3);
        if (atoms < 1 || counts.contains("V3000")) {
            throw lines.error("expected the counts of a V2000 molecule, got " + counts);
        }
        boolean level = true;
        for (int a = 0; a < atoms; a++) {
            if (!lines.next()) {
                throw lines.error("the file ends before atom %d of %d".formatted(a + 1, atoms));
            }
            int element = lines.fields() < 4 ? 0 : lines.element(3);
            if (element == 0) {
                throw lines.error("expected 3 coordinates and an element, got " + lines.line());
            }
            double z = lines.number(2);
            level &= z == 0;
            table.atom(element, lines.number(0), lines.number(1), z);
        }
        if (flat && level) {
            throw lines.error(
                    "%s has coordinates in two dimensions; expected a geometry, in angstrom"
                            .formatted(title.isEmpty() ? "the entry" : title));
        }
        do {
            if (!lines.next()) {
                throw lines.error("the file ends within a molecule");
            }
        } while (!lines.line().startsWith("$$$$"));
    }

    private static int wholeNumber(String line, int width) {
        String text = line.substring(0, Math.min(width, line.length())).strip();
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }
}

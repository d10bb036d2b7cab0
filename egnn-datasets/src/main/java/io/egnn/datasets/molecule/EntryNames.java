/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the entries of a file and the rows of its table are called.
 *
 * <p>Where the first of both have the same name, all must. Where both are called as in QM9, {@code
 * gdb_58}, these are the numbers of the molecules; all others are counted from 1.
 */
final class EntryNames {

    private static final Pattern QM9 = Pattern.compile("gdb[_ ]([0-9]{1,9})");

    private final String file;
    private final String csv;
    private boolean numbered;
    private boolean compared;

    EntryNames(String file, String csv) {
        this.file = file;
        this.csv = csv;
    }

    /**
     * The number of a molecule.
     *
     * @param entry counted from 1
     * @throws IOException if entry and row have other names than those before let expect
     */
    int id(int entry, String title, LabelTable.Row row) throws IOException {
        int number = qm9Number(title);
        boolean bothNumbered = number >= 0 && qm9Number(row.name()) >= 0;
        boolean same =
                bothNumbered
                        ? number == qm9Number(row.name())
                        : !title.isEmpty() && title.equals(row.name());
        if (entry == 1) {
            numbered = bothNumbered;
            compared = bothNumbered || same;
        }
        if (compared && !same) {
            throw new IOException(
                    "row %d of %s is of '%s', entry %d of %s is '%s'"
                            .formatted(row.number(), csv, row.name(), entry, file, title));
        }
        if (numbered && !bothNumbered) {
            throw new IOException(
                    "entry %d of %s: expected a name as that of the first, gdb_%d, got '%s'"
                            .formatted(entry, file, entry, title));
        }
        return numbered ? number : entry;
    }

    /** What stands before the numbers. */
    String prefix() {
        return numbered ? MoleculeTable.QM9_PREFIX : "";
    }

    private static int qm9Number(String name) {
        Matcher matcher = QM9.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}

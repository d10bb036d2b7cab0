/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the entries of a file and the rows of its table are called.
 *
 * <p>Where the first of both have the same name, all must; where they do not, the names of both may
 * have nothing to do with each other, but must not be the same in another order. Where both are
 * called as in QM9, {@code gdb_58}, these are the numbers of the molecules; all others are counted
 * from 1.
 */
final class EntryNames {

    private static final Pattern QM9 = Pattern.compile("gdb[_ ]([0-9]{1,9})");

    private final String file;
    private final String csv;
    private boolean numbered;
    private boolean compared;

    /** The entry of each title, and the names of the rows, as long as they are not compared. */
    private final Map<String, Integer> titles = new HashMap<>();

    private final List<String> rows = new ArrayList<>();

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
        if (!compared) {
            titles.put(title, entry);
            rows.add(row.name());
        }
        return numbered ? number : entry;
    }

    /**
     * Makes sure that the rows are not those of the entries in another order.
     *
     * @throws IOException naming the first row of another entry
     */
    void end() throws IOException {
        // Titles that occur twice name nothing.
        if (!compared && titles.size() == rows.size() && titles.keySet().equals(Set.copyOf(rows))) {
            throw new IOException(
                    "row 1 of %s is of '%s', which is entry %d of %s: expected the rows in the order of the entries"
                            .formatted(csv, rows.get(0), titles.get(rows.get(0)), file));
        }
    }

    /** What stands before the numbers. */
    String prefix() {
        return numbered ? MoleculeTable.QM9_PREFIX : "";
    }

    /** The number in a name as in QM9, or -1. */
    static int qm9Number(String name) {
        Matcher matcher = QM9.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.file.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * QM9's list of molecules whose geometry is not that of their SMILES, {@code uncharacterized.txt}:
 * {@value #COUNT} numbers, one at the beginning of a line. The paper leaves them out.
 */
public final class Uncharacterized {

    /** How many molecules are on the list. */
    public static final int COUNT = 3054;

    private static final Pattern NUMBERED = Pattern.compile("\\s+(\\d{1,6})\\s+\\S+\\s.*");

    private final Set<Integer> ids;

    private Uncharacterized(Set<Integer> ids) {
        this.ids = ids;
    }

    /**
     * Reads the list.
     *
     * @param file as published
     * @return the list
     * @throws IOException if it cannot be read, or is not exactly this list
     */
    public static Uncharacterized read(Path file) throws IOException {
        Set<Integer> ids = new HashSet<>();
        for (String line : SmallFile.text(file).lines().toList()) {
            Matcher matcher = NUMBERED.matcher(line);
            if (matcher.matches()) {
                ids.add(Integer.parseInt(matcher.group(1)));
            }
        }
        if (ids.size() != COUNT) {
            throw new IOException(
                    "%s: expected the numbers of %d molecules, got %d"
                            .formatted(file, COUNT, ids.size()));
        }
        return new Uncharacterized(Set.copyOf(ids));
    }

    /**
     * Where those molecules of a file are that the paper would use.
     *
     * @param file of the molecules, beside which the list may lie
     * @param table what the file holds
     * @return the places in the table, from 0: if the molecules have the numbers of QM9 and there
     *     is a list, of those that are not on it, else of all
     * @throws IOException as {@link #read}
     */
    public static int[] characterized(Path file, MoleculeTable table) throws IOException {
        Path list = file.toAbsolutePath().resolveSibling("uncharacterized.txt");
        return Files.exists(list) && table.hasQM9Numbers()
                ? read(list).others(table)
                : IntStream.range(0, table.size()).toArray();
    }

    /**
     * Whether a molecule is on the list.
     *
     * @param id its number in QM9, from 1
     * @return whether the paper leaves it out
     */
    public boolean contains(int id) {
        return ids.contains(id);
    }

    /**
     * Leaves out what is on the list.
     *
     * @param table molecules of QM9
     * @return the others in their order
     * @throws IllegalArgumentException if the molecules do not have the numbers of QM9
     */
    public MoleculeTable exclude(MoleculeTable table) {
        return table.select(others(table));
    }

    /** Where in a table those are that are not on the list. */
    private int[] others(MoleculeTable table) {
        if (!table.hasQM9Numbers()) {
            throw new IllegalArgumentException(
                    "uncharacterized molecules: expected a table of molecules with the numbers of QM9, gdb 1 and so on");
        }
        return IntStream.range(0, table.size()).filter(m -> !contains(table.id(m))).toArray();
    }
}

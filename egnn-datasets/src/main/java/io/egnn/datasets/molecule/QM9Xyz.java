/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads QM9's own form of XYZ, one molecule or many behind each other.
 *
 * <p>A molecule is a line with the number of atoms N; a line with {@code gdb}, its number, three
 * rotational constants and the twelve properties; N lines with an element, three coordinates in
 * angstrom and, as published, a charge. As published, three lines follow: frequencies, SMILES,
 * InChI, two of each of the last.
 */
final class QM9Xyz {

    /** The properties in the order of the second line, with QM9's own units. */
    static final List<String> COLUMNS =
            List.of("mu", "alpha", "homo", "lumo", "gap", "r2", "zpve", "U0", "U", "H", "G", "Cv");

    /** All numbers of the second line: before the properties the rotational constants, in GHz. */
    static final List<String> ALL_COLUMNS =
            Stream.concat(Stream.of("A", "B", "C"), COLUMNS.stream()).toList();

    /** The word {@code gdb}, and the number of the molecule. */
    private static final int BEFORE_LABELS = 2;

    private static final int MOST_ATOMS = 10_000;

    private QM9Xyz() {}

    /** Takes what is read. */
    interface Sink {

        /** An atom of the molecule that {@link #end} will end. */
        void atom(int atomicNumber, double x, double y, double z);

        /**
         * The end of a molecule: its number, its labels in the order of {@link #ALL_COLUMNS}, and
         * the second SMILES if there is one.
         */
        void end(int id, double[] labels, String smiles);
    }

    /**
     * Reads molecules until the stream ends.
     *
     * @throws IOException with the line, if it is not such a file
     */
    static void read(InputStream in, String place, Sink sink) throws IOException {
        TextLines lines = new TextLines(in, place);
        double[] labels = new double[ALL_COLUMNS.size()];
        while (lines.next()) {
            if (lines.fields() > 0) {
                readMolecule(lines, labels, sink);
            }
        }
    }

    private static void readMolecule(TextLines lines, double[] labels, Sink sink)
            throws IOException {
        int atoms = numberOfAtoms(lines);
        if (atoms < 0) {
            throw lines.error(noNumberOfAtoms(lines));
        }
        require(lines, "the line with the properties");
        if (lines.fields() < BEFORE_LABELS + labels.length || !lines.field(0).equals("gdb")) {
            throw lines.error(
                    "expected gdb, a number, 3 rotational constants and 12 properties, got "
                            + lines.line());
        }
        int id = lines.wholeNumber(1);
        if (id < 0) {
            throw lines.error("expected the number of the molecule, got " + lines.field(1));
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = lines.number(BEFORE_LABELS + i);
        }
        for (int a = 0; a < atoms; a++) {
            require(lines, "atom " + (a + 1) + " of " + atoms);
            if (lines.fields() < 4 || lines.fields() > 5) {
                throw lines.error(
                        "expected an element, 3 coordinates and perhaps a charge, got "
                                + lines.line());
            }
            int element = lines.element(0);
            if (element == 0) {
                throw lines.error("expected the symbol of an element, got " + lines.field(0));
            }
            sink.atom(element, lines.number(1), lines.number(2), lines.number(3));
        }
        sink.end(id, labels, readFooter(lines));
    }

    /** The number of atoms that is all there is on the line, or -1. */
    static int numberOfAtoms(TextLines lines) {
        int atoms = lines.fields() == 1 ? lines.wholeNumber(0) : -1;
        return atoms > 0 && atoms <= MOST_ATOMS ? atoms : -1;
    }

    /** Why a line is no number of atoms. */
    static String noNumberOfAtoms(TextLines lines) {
        boolean number = lines.fields() == 1 && lines.wholeNumber(0) >= 0;
        return (number ? "expected 1 to %d atoms, got %s" : "expected a number of atoms, got %2$s")
                .formatted(MOST_ATOMS, lines.line());
    }

    /** The three lines that only the published files have; the second SMILES, or nothing. */
    static String readFooter(TextLines lines) throws IOException {
        if (!lines.next()) {
            return "";
        }
        if (lines.fields() == 0 || (lines.fields() == 1 && lines.wholeNumber(0) >= 0)) {
            lines.repeat();
            return "";
        }
        lines.number(0);
        require(lines, "the line with SMILES");
        String smiles = lines.fields() > 1 ? lines.field(1) : "";
        require(lines, "the line with InChI");
        return smiles;
    }

    private static void require(TextLines lines, String what) throws IOException {
        if (!lines.next()) {
            throw lines.error("the file ends before " + what);
        }
    }
}

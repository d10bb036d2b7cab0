/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * XYZ: a number of atoms N, a line with a name, N lines that begin with an element and three
 * coordinates in angstrom, and so on. QM9's own files are read too.
 *
 * <p>Behind an entry of the wrong length, the next line that is nothing but a number begins the
 * next entry.
 */
final class XyzMolecules implements MoleculeReader.Source {

    private final TextLines lines;
    private final String file;

    XyzMolecules(TextLines lines, String file) {
        this.lines = lines;
        this.file = file;
    }

    @Override
    public Optional<MoleculeRecord> next() throws IOException {
        while (lines.next()) {
            if (lines.fields() > 0) {
                return Optional.of(read());
            }
        }
        return Optional.empty();
    }

    private MoleculeRecord read() throws IOException {
        String place = file + " line " + lines.number();
        int atoms = numberOfAtoms();
        if (atoms < 0) {
            String error = QM9Xyz.noNumberOfAtoms(lines);
            skipToNumber();
            return MoleculeRecord.failed(place, error);
        }
        if (!lines.next()) {
            return MoleculeRecord.failed(place, "the file ends after the number of atoms");
        }
        String name = lines.line().strip();
        boolean published = lines.fields() > 1 && lines.field(0).equals("gdb");
        if (published) {
            name = "gdb " + lines.field(1);
        }
        int[] numbers = new int[atoms];
        double[][] positions = new double[atoms][];
        List<String> errors = new ArrayList<>();
        for (int a = 0; a < atoms; a++) {
            if (!lines.next()) {
                return MoleculeRecord.failed(
                        place, "the file ends before atom %d of %d".formatted(a + 1, atoms));
            }
            if (numberOfAtoms() > 0) {
                String got = lines.line();
                lines.repeat();
                return MoleculeRecord.failed(
                        place, "expected atom %d of %d, got %s".formatted(a + 1, atoms, got));
            }
            try {
                numbers[a] = element();
                positions[a] = new double[] {lines.number(1), lines.number(2), lines.number(3)};
            } catch (IOException e) {
                errors.add(String.valueOf(e.getMessage()));
            }
        }
        if (published) {
            try {
                QM9Xyz.readFooter(lines);
            } catch (IOException e) {
                errors.add(String.valueOf(e.getMessage()));
            }
        }
        return errors.isEmpty()
                ? MoleculeRecord.of(
                        place,
                        new Molecule(name, numbers, positions),
                        ElectronCount.warnings(numbers, 0))
                : MoleculeRecord.failed(place, errors.get(0));
    }

    /** The number that is all there is on the line, or -1. */
    private int numberOfAtoms() {
        return QM9Xyz.numberOfAtoms(lines);
    }

    private void skipToNumber() throws IOException {
        while (lines.next()) {
            if (numberOfAtoms() > 0) {
                lines.repeat();
                return;
            }
        }
    }

    private int element() throws IOException {
        if (lines.fields() < 4) {
            throw lines.error("expected an element and 3 coordinates, got " + lines.line());
        }
        int element = lines.element(0);
        int number = lines.wholeNumber(0);
        if (element == 0 && number >= 1 && number <= Elements.count()) {
            element = number;
        }
        if (element == 0) {
            throw lines.error("expected the symbol of an element, got " + lines.field(0));
        }
        return element;
    }
}

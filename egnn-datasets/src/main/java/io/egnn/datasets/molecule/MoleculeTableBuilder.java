/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.Arrays;
import java.util.List;

/** Collects molecules one atom at a time. */
final class MoleculeTableBuilder implements QM9Xyz.Sink {

    private final List<String> columns;
    private final String prefix;
    private int[] begins = new int[1 << 10];
    private int[] ids = new int[1 << 10];
    private double[] labels;
    private byte[] numbers = new byte[1 << 14];
    private double[] positions = new double[numbers.length * Molecule.DIMENSION];
    private int size;
    private int atoms;

    MoleculeTableBuilder(List<String> columns, String prefix) {
        this.columns = columns;
        this.prefix = prefix;
        labels = new double[ids.length * columns.size()];
    }

    @Override
    public void atom(int atomicNumber, double x, double y, double z) {
        if (atoms == numbers.length) {
            numbers = Arrays.copyOf(numbers, grown(atoms));
            positions = Arrays.copyOf(positions, numbers.length * Molecule.DIMENSION);
        }
        numbers[atoms] = (byte) atomicNumber;
        int at = atoms * Molecule.DIMENSION;
        positions[at] = x;
        positions[at + 1] = y;
        positions[at + 2] = z;
        atoms++;
    }

    /** All atoms of a molecule. */
    void atoms(Molecule molecule) {
        int[] elements = molecule.atomicNumbers();
        double[][] x = molecule.positions();
        for (int a = 0; a < elements.length; a++) {
            atom(elements[a], x[a][0], x[a][1], x[a][2]);
        }
    }

    /** The end of a molecule; the values of the columns are the last of those given. */
    @Override
    public void end(int id, double[] values, String smiles) {
        if (size + 1 == ids.length) {
            ids = Arrays.copyOf(ids, grown(ids.length));
            begins = Arrays.copyOf(begins, ids.length);
            labels = Arrays.copyOf(labels, ids.length * columns.size());
        }
        int own = columns.size();
        System.arraycopy(values, values.length - own, labels, size * own, own);
        ids[size] = id;
        size++;
        begins[size] = atoms;
    }

    int size() {
        return size;
    }

    MoleculeTable build() {
        return build(prefix);
    }

    /** The table, with what stands before the numbers in names where that was known last. */
    MoleculeTable build(String prefix) {
        return new MoleculeTable(
                columns,
                Arrays.copyOf(begins, size + 1),
                Arrays.copyOf(numbers, begins[size]),
                Arrays.copyOf(positions, begins[size] * Molecule.DIMENSION),
                Arrays.copyOf(labels, size * columns.size()),
                Arrays.copyOf(ids, size),
                prefix);
    }

    /** As much again as a half, which a table of 2 GiB can still be. */
    private static int grown(int length) {
        return Math.addExact(length, Math.max(16, length / 2));
    }
}

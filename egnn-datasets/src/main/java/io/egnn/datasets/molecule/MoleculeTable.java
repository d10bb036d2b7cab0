/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.datasets.ContentHash;
import io.egnn.datasets.SampleSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Many molecules with labels, column by column, so that a hundred thousand of them take few
 * objects.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class MoleculeTable implements SampleSet {

    /** What stands before QM9's numbers. */
    static final String QM9_PREFIX = "gdb ";

    private final List<String> columns;

    /** Where the atoms of each molecule begin, and behind the last one where they end. */
    private final int[] begins;

    private final byte[] atomicNumbers;
    private final double[] positions;

    /** (M, columns), in the units of the file; NaN where one is missing. */
    private final double[] labels;

    /** What each molecule is called. */
    private final int[] ids;

    private final String prefix;

    /** Takes arrays that nobody changes any more. */
    MoleculeTable(
            List<String> columns,
            int[] begins,
            byte[] atomicNumbers,
            double[] positions,
            double[] labels,
            int[] ids,
            String prefix) {
        this.columns = List.copyOf(columns);
        this.begins = begins;
        this.atomicNumbers = atomicNumbers;
        this.positions = positions;
        this.labels = labels;
        this.ids = ids;
        this.prefix = prefix;
    }

    /**
     * Molecules without labels.
     *
     * @param molecules the molecules
     * @return a table in their order, numbered from 0
     */
    public static MoleculeTable of(List<Molecule> molecules) {
        return of(molecules, List.of(), m -> new double[0]);
    }

    /**
     * Molecules with a label of one's own.
     *
     * @param molecules the molecules
     * @param column the name of the label
     * @param labels one for each molecule
     * @return a table in their order, numbered from 0
     * @throws IllegalArgumentException if there is not one finite label for each molecule
     */
    public static MoleculeTable of(List<Molecule> molecules, String column, List<Double> labels) {
        if (molecules.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "%s: expected a label for each of %d molecules, got %d"
                            .formatted(column, molecules.size(), labels.size()));
        }
        for (int m = 0; m < labels.size(); m++) {
            if (!Double.isFinite(labels.get(m))) {
                throw new IllegalArgumentException(
                        "%s of molecule %d: expected a finite number, got %s"
                                .formatted(column, m, labels.get(m)));
            }
        }
        return of(molecules, List.of(column), m -> new double[] {labels.get(m)});
    }

    private static MoleculeTable of(
            List<Molecule> molecules, List<String> columns, IntFunction<double[]> labels) {
        MoleculeTableBuilder table = new MoleculeTableBuilder(columns, "");
        for (int m = 0; m < molecules.size(); m++) {
            table.atoms(molecules.get(m));
            table.end(m, labels.apply(m), "");
        }
        return table.build();
    }

    /**
     * The number of molecules.
     *
     * @return M
     */
    @Override
    public int size() {
        return ids.length;
    }

    /**
     * The names of the labels.
     *
     * @return the columns in the order of the file
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * The number of atoms of a molecule.
     *
     * @param m which molecule, from 0
     * @return N
     */
    public int atoms(int m) {
        return begins[m + 1] - begins[m];
    }

    /**
     * The number of atoms of every molecule.
     *
     * @return (M)
     */
    public int[] sizes() {
        return IntStream.range(0, size()).map(this::atoms).toArray();
    }

    /**
     * One molecule.
     *
     * @param m which one, from 0
     * @return a copy of it
     */
    public Molecule molecule(int m) {
        int[] numbers = new int[atoms(m)];
        double[][] rows = new double[numbers.length][];
        for (int a = 0; a < numbers.length; a++) {
            numbers[a] = atomicNumber(m, a);
            int at = (begins[m] + a) * Molecule.DIMENSION;
            rows[a] = Arrays.copyOfRange(positions, at, at + Molecule.DIMENSION);
        }
        return new Molecule(name(m), numbers, rows);
    }

    /**
     * What a molecule is called.
     *
     * @param m which one, from 0
     * @return for example {@code gdb 6}
     */
    public String name(int m) {
        return prefix + ids[m];
    }

    /**
     * Whether the molecules have the numbers of QM9.
     *
     * @return whether they are called {@code gdb 1} and so on
     */
    public boolean hasQM9Numbers() {
        return prefix.equals(QM9_PREFIX);
    }

    /**
     * The number in the name of a molecule.
     *
     * @param m which one, from 0
     * @return in QM9 from 1 to 133,885
     */
    public int id(int m) {
        return ids[m];
    }

    /**
     * A label as the file has it.
     *
     * @param m which molecule, from 0
     * @param column one of {@link #columns}
     * @return the label in the unit of the file
     * @throws IllegalArgumentException if there is no such column, or the molecule has no label in
     *     it; {@link #labelled} leaves such molecules out
     */
    public double label(int m, String column) {
        if (!hasLabel(m, column)) {
            throw new IllegalArgumentException(
                    "molecule %s: expected a label in column %s, got none"
                            .formatted(name(m), column));
        }
        return cell(m, column);
    }

    /**
     * Whether a molecule has a label.
     *
     * @param m which molecule, from 0
     * @param column one of {@link #columns}
     * @return false if it is missing in the file
     * @throws IllegalArgumentException if there is no such column
     */
    public boolean hasLabel(int m, String column) {
        return !Double.isNaN(cell(m, column));
    }

    /**
     * The molecules that have a label.
     *
     * @param column one of {@link #columns}
     * @return this table without those whose label is missing in the file
     * @throws IllegalArgumentException if there is no such column
     */
    public MoleculeTable labelled(String column) {
        column(column);
        return select(IntStream.range(0, size()).filter(m -> hasLabel(m, column)).toArray());
    }

    /**
     * A number to be learned, in double precision.
     *
     * @param m which molecule, from 0
     * @param target says which label, and how it is changed
     * @return in the unit of the target, without the contribution of free atoms
     * @throws IllegalArgumentException as {@link #label}
     */
    public double target(int m, MoleculeTarget target) {
        return target.fromLabel(label(m, target.name()), MoleculeFeatures.counts(this, m));
    }

    /**
     * Some of the molecules.
     *
     * @param indices which ones, in this order
     * @return a new table
     */
    public MoleculeTable select(int[] indices) {
        int[] newBegins = new int[indices.length + 1];
        for (int i = 0; i < indices.length; i++) {
            newBegins[i + 1] = newBegins[i] + atoms(indices[i]);
        }
        int total = newBegins[indices.length];
        byte[] newNumbers = new byte[total];
        double[] newPositions = new double[total * Molecule.DIMENSION];
        double[] newLabels = new double[indices.length * columns.size()];
        int[] newIds = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            int m = indices[i];
            System.arraycopy(atomicNumbers, begins[m], newNumbers, newBegins[i], atoms(m));
            System.arraycopy(
                    positions,
                    begins[m] * Molecule.DIMENSION,
                    newPositions,
                    newBegins[i] * Molecule.DIMENSION,
                    atoms(m) * Molecule.DIMENSION);
            System.arraycopy(
                    labels, m * columns.size(), newLabels, i * columns.size(), columns.size());
            newIds[i] = ids[m];
        }
        return new MoleculeTable(
                columns, newBegins, newNumbers, newPositions, newLabels, newIds, prefix);
    }

    /**
     * The same labels for other molecules, such as the same ones in other geometries.
     *
     * @param molecules one for each of this table, in its order
     * @return a new table
     * @throws IllegalArgumentException if there are more or fewer
     */
    public MoleculeTable withMolecules(List<Molecule> molecules) {
        if (molecules.size() != size()) {
            throw new IllegalArgumentException(
                    "molecules: expected %d, got %d".formatted(size(), molecules.size()));
        }
        MoleculeTable other = of(molecules);
        return new MoleculeTable(
                columns, other.begins, other.atomicNumbers, other.positions, labels, ids, prefix);
    }

    /**
     * A hash of everything in the table.
     *
     * @return 64 hexadecimal digits
     */
    @Override
    public String sha256() {
        return new ContentHash()
                .add((columns + "\n" + prefix).getBytes(StandardCharsets.UTF_8))
                .add(atomicNumbers)
                .add(bytes(Arrays.stream(ids).asDoubleStream().toArray()))
                .add(bytes(Arrays.stream(begins).asDoubleStream().toArray()))
                .add(bytes(positions))
                .add(bytes(labels))
                .hex();
    }

    private static ByteBuffer bytes(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return bytes;
    }

    // The arrays themselves, for the cache, which does not change them.

    String prefix() {
        return prefix;
    }

    int[] begins() {
        return begins;
    }

    byte[] atomicNumbers() {
        return atomicNumbers;
    }

    double[] positions() {
        return positions;
    }

    double[] labels() {
        return labels;
    }

    int[] ids() {
        return ids;
    }

    int atomicNumber(int m, int a) {
        return atomicNumbers[begins[m] + a];
    }

    double position(int m, int a, int d) {
        return positions[(begins[m] + a) * Molecule.DIMENSION + d];
    }

    private double cell(int m, String column) {
        return labels[m * columns.size() + column(column)];
    }

    private int column(String name) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "label: expected one of " + columns + ", got " + name);
        }
        return at;
    }
}

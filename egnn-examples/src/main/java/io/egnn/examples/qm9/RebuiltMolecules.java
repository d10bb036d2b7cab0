/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.util.Progress;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeReader;
import io.egnn.datasets.molecule.MoleculeRecord;
import io.egnn.datasets.molecule.MoleculeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The molecules of a table with geometries that were made from their SMILES alone.
 *
 * @param original those that could be rebuilt, as they were
 * @param rebuilt the same in their new geometry
 * @param failures the others
 */
record RebuiltMolecules(MoleculeTable original, MoleculeTable rebuilt, List<Failure> failures) {

    /**
     * A molecule that could not be rebuilt.
     *
     * @param name what it is called
     * @param smiles its SMILES
     * @param reason why not
     */
    record Failure(String name, String smiles, String reason) {}

    /**
     * Rebuilds molecules.
     *
     * @param smiles one for each molecule of the table
     */
    static RebuiltMolecules of(MoleculeTable table, List<String> smiles, Progress progress) {
        List<Molecule> rebuilt = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        progress.reset("Rebuilding", table.size());
        for (int m = 0; m < table.size(); m++) {
            MoleculeRecord entry = MoleculeReader.ofSmiles(smiles.get(m), table.name(m));
            Molecule molecule = entry.molecule();
            if (molecule == null) {
                failures.add(new Failure(table.name(m), smiles.get(m), "without a geometry"));
            } else if (!sameElements(molecule, table.molecule(m))) {
                failures.add(new Failure(table.name(m), smiles.get(m), "of other elements"));
            } else {
                kept.add(m);
                rebuilt.add(molecule);
            }
            progress.increment(1);
        }
        progress.end();
        MoleculeTable original = table.select(kept.stream().mapToInt(Integer::intValue).toArray());
        return new RebuiltMolecules(original, original.withMolecules(rebuilt), failures);
    }

    /** Those of some molecules. */
    RebuiltMolecules select(int[] indices) {
        return new RebuiltMolecules(original.select(indices), rebuilt.select(indices), failures);
    }

    private static boolean sameElements(Molecule a, Molecule b) {
        return Arrays.equals(
                Arrays.stream(a.atomicNumbers()).sorted().toArray(),
                Arrays.stream(b.atomicNumbers()).sorted().toArray());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import java.util.regex.Pattern;

/**
 * What OpenChemLib's parser answers with another molecule than the one that was meant: cut texts,
 * patterns, several molecules, and atoms that cannot be.
 */
final class SmilesSyntax {

    /** The standard has one digit; the parser takes as many hydrogen atoms as the atom can have. */
    private static final Pattern MANY_HYDROGENS = Pattern.compile("\\[[^\\]]*H[0-9]{2}");

    private SmilesSyntax() {}

    /**
     * Looks at a text before it is parsed.
     *
     * @throws IllegalArgumentException if a branch is not closed, or an atom has ten hydrogen atoms
     *     or more
     */
    static void check(String smiles) {
        long opened = smiles.chars().filter(c -> c == '(').count();
        long closed = smiles.chars().filter(c -> c == ')').count();
        if (opened != closed) {
            throw new IllegalArgumentException(
                    "expected as many ) as (, got %d and %d".formatted(closed, opened));
        }
        if (MANY_HYDROGENS.matcher(smiles).find()) {
            throw new IllegalArgumentException(
                    "expected at most 9 hydrogen atoms in brackets, as in [CH4]");
        }
    }

    /**
     * Looks at what was parsed.
     *
     * @throws IllegalArgumentException if it is not one molecule of usual atoms
     */
    static void checkOneMolecule(StereoMolecule molecule, int mostAtoms) {
        int atoms = molecule.getAllAtoms();
        if (atoms == 0 || atoms > mostAtoms) {
            throw new IllegalArgumentException(
                    "expected 1 to %d atoms, got %d".formatted(mostAtoms, atoms));
        }
        if (molecule.isFragment()) {
            throw new IllegalArgumentException("expected a molecule, got a pattern of several");
        }
        molecule.ensureHelperArrays(Molecule.cHelperNeighbours);
        int parts = molecule.getFragmentNumbers(new int[atoms], false, false);
        if (parts > 1) {
            throw new IllegalArgumentException(
                    "expected one molecule, got %d, of which nothing tells how they lie to each other"
                            .formatted(parts));
        }
        for (int a = 0; a < atoms; a++) {
            int valence = molecule.getAtomAbnormalValence(a);
            if (valence >= 0) {
                throw new IllegalArgumentException(
                        "expected an atom %d, %s, of a usual valence, got %d"
                                .formatted(a + 1, molecule.getAtomLabel(a), valence));
            }
        }
    }
}

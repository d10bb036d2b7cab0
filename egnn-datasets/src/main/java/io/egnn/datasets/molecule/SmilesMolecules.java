/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.forcefield.mmff.ForceFieldMMFF94;
import io.egnn.file.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openmolecules.chem.conf.gen.ConformerGenerator;

/** One SMILES per line, perhaps with a name behind it; OpenChemLib builds the geometry. */
final class SmilesMolecules implements MoleculeReader.Source {

    private static final String WARNING =
            "geometry of a force field: the model was trained on those of B3LYP";

    /** Beyond this the search for a conformer takes minutes, and the model knows nine of them. */
    private static final int MOST_HEAVY_ATOMS = 60;

    /** Characters, far more than so many atoms need. */
    private static final int LONGEST = 1000;

    private static final long SEED = 1;

    static {
        // Every call of this reads all tables of the force field.
        ForceFieldMMFF94.initialize(ForceFieldMMFF94.MMFF94S);
    }

    private final TextLines lines;
    private final String file;

    SmilesMolecules(TextLines lines, String file) {
        this.lines = lines;
        this.file = file;
    }

    @Override
    public Optional<MoleculeRecord> next() throws IOException {
        while (lines.next()) {
            if (lines.fields() > 0) {
                String smiles = lines.field(0);
                String rest = lines.line().strip().substring(smiles.length()).strip();
                String name = rest.isEmpty() ? smiles : rest;
                return Optional.of(build(smiles, name, file + " line " + lines.number()));
            }
        }
        return Optional.empty();
    }

    /** The molecule of a SMILES with its hydrogen atoms, the same at every call. */
    static MoleculeRecord build(String smiles, String name, String place) {
        if (smiles.length() > LONGEST) {
            // The parser's time grows with more than the length.
            return MoleculeRecord.failed(
                    place,
                    "%s..: expected at most %d characters, got %d"
                            .formatted(smiles.substring(0, 20), LONGEST, smiles.length()));
        }
        StereoMolecule molecule = new StereoMolecule();
        try {
            int rings = SmilesSyntax.check(smiles);
            new SmilesParser().parse(molecule, smiles);
            checkOneMolecule(molecule, rings);
        } catch (IndexOutOfBoundsException | NullPointerException e) {
            return MoleculeRecord.failed(place, smiles + ": cannot be read as SMILES");
        } catch (Exception e) { // the parser's is declared so
            return MoleculeRecord.failed(place, smiles + ": " + Reason.of(e));
        }
        ConformerGenerator.addHydrogenAtoms(molecule);
        // Without the fragments of molecules built before, which would make this one another.
        ConformerGenerator generator = new ConformerGenerator(SEED, null, false);
        if (generator.getOneConformerAsMolecule(molecule) == null) {
            return MoleculeRecord.failed(place, smiles + ": no geometry was found");
        }
        List<String> warnings = new ArrayList<>();
        warnings.add(relax(molecule) ? WARNING : WARNING + ", and this one was not relaxed");
        return convert(molecule, name, place, warnings);
    }

    /** Makes sure that what was parsed is one molecule of usual atoms with all its rings. */
    private static void checkOneMolecule(StereoMolecule molecule, int rings) {
        int atoms = molecule.getAllAtoms();
        if (atoms == 0 || atoms > MOST_HEAVY_ATOMS) {
            throw new IllegalArgumentException(
                    "expected 1 to %d atoms, got %d".formatted(MOST_HEAVY_ATOMS, atoms));
        }
        if (molecule.isFragment()) {
            throw new IllegalArgumentException("expected a molecule, got a pattern of several");
        }
        molecule.ensureHelperArrays(StereoMolecule.cHelperNeighbours);
        int parts = molecule.getFragmentNumbers(new int[atoms], false, false);
        if (parts > 1) {
            throw new IllegalArgumentException(
                    "expected one molecule, got %d, of which nothing tells how they lie to each other"
                            .formatted(parts));
        }
        if (molecule.getAllBonds() != atoms - 1 + rings) {
            throw new IllegalArgumentException("expected rings of three atoms or more");
        }
        for (int a = 0; a < atoms; a++) {
            // Given for every atom in brackets that has not the first of its usual valences.
            int valence = molecule.getAtomAbnormalValence(a);
            if (valence >= 0 && !isUsual(molecule.getAtomicNo(a), valence)) {
                throw new IllegalArgumentException(
                        "expected an atom %d, %s, of a usual valence, got %d"
                                .formatted(a + 1, molecule.getAtomLabel(a), valence));
            }
        }
    }

    private static boolean isUsual(int atomicNumber, int valence) {
        byte[] usual = StereoMolecule.getAllowedValences(atomicNumber);
        return usual == null || IntStream.range(0, usual.length).anyMatch(k -> usual[k] == valence);
    }

    /** Whether the force field knew all atoms. */
    private static boolean relax(StereoMolecule molecule) {
        try {
            new ForceFieldMMFF94(molecule, ForceFieldMMFF94.MMFF94S).minimise();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static MoleculeRecord convert(
            StereoMolecule molecule, String name, String place, List<String> warnings) {
        int[] numbers = new int[molecule.getAllAtoms()];
        double[][] positions = new double[numbers.length][];
        int charge = 0;
        boolean radical = false;
        for (int a = 0; a < numbers.length; a++) {
            numbers[a] = molecule.getAtomicNo(a);
            charge += molecule.getAtomCharge(a);
            radical |= molecule.getAtomRadical(a) != 0;
            positions[a] =
                    new double[] {molecule.getAtomX(a), molecule.getAtomY(a), molecule.getAtomZ(a)};
        }
        warnings.addAll(ElectronCount.warnings(numbers, charge));
        if (radical) {
            warnings.add(ElectronCount.RADICAL);
        }
        try {
            return MoleculeRecord.of(place, new Molecule(name, numbers, positions), warnings);
        } catch (IllegalArgumentException e) {
            return MoleculeRecord.failed(place, String.valueOf(e.getMessage()));
        }
    }
}

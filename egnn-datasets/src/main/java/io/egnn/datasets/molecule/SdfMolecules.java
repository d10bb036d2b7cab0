/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.file.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.io.MDLV3000Reader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** MDL's SDF and MOL, V2000 and V3000: entries are cut here, and understood by CDK. */
final class SdfMolecules implements MoleculeReader.Source {

    private static final String END = "$$$$";

    /** Characters of a molecule, 8 MiB; the data fields behind it are not kept. */
    private static final int MOST_CHARACTERS = 8 << 20;

    private final TextLines lines;
    private final String file;

    SdfMolecules(TextLines lines, String file) {
        this.lines = lines;
        this.file = file;
    }

    @Override
    public Optional<MoleculeRecord> next() throws IOException {
        StringBuilder text = new StringBuilder();
        String place = file + " line " + (lines.number() + 1);
        boolean within = true;
        boolean empty = true;
        String behind = "";
        while (lines.next()) {
            String line = lines.line();
            if (line.startsWith(END)) {
                return Optional.of(read(text, place, within, behind));
            }
            empty &= line.isBlank();
            if (within && text.length() <= MOST_CHARACTERS) {
                text.append(line).append('\n');
            } else if (!within && behind.isEmpty()) {
                behind = line.strip();
            }
            within &= !line.startsWith("M  END");
        }
        return empty ? Optional.empty() : Optional.of(read(text, place, within, behind));
    }

    /** The molecule, and the first line behind it that is not blank. */
    private static MoleculeRecord read(
            CharSequence molecule, String place, boolean cut, String behind) {
        if (molecule.length() > MOST_CHARACTERS) {
            return MoleculeRecord.failed(
                    place, "the entry is longer than %d characters".formatted(MOST_CHARACTERS));
        }
        if (cut) {
            return MoleculeRecord.failed(place, "the entry ends before M  END");
        }
        if (!behind.isEmpty() && !behind.startsWith(">")) {
            return MoleculeRecord.failed(
                    place,
                    "expected a data field or %s behind M  END, got %s"
                            .formatted(END, MoleculeText.excerpt(behind)));
        }
        String text = molecule.toString();
        IAtomContainer atoms;
        try (MDLV2000Reader v2000 = new MDLV2000Reader(new StringReader(text));
                MDLV3000Reader v3000 = new MDLV3000Reader(new StringReader(text))) {
            IAtomContainer empty = SilentChemObjectBuilder.getInstance().newAtomContainer();
            boolean extended = isV3000(text);
            if (extended) {
                V3000Numbers.check(text);
            }
            atoms = extended ? v3000.read(empty) : v2000.read(empty);
        } catch (CDKException | IOException | RuntimeException e) {
            // CDK meets some malformed entries with exceptions of the language itself.
            return MoleculeRecord.failed(
                    place, "cannot be read: " + MoleculeText.excerpt(Reason.of(e)));
        }
        if (atoms == null) {
            return MoleculeRecord.failed(
                    place, "expected the counts of atoms and bonds in the fourth line, got none");
        }
        return convert(atoms, text, place);
    }

    /** Whether the line with the counts, the fourth, says so. */
    private static boolean isV3000(String text) {
        return text.lines().skip(3).findFirst().orElse("").contains("V3000");
    }

    private static MoleculeRecord convert(IAtomContainer atoms, String text, String place) {
        int size = atoms.getAtomCount();
        if (size == 0) {
            return MoleculeRecord.failed(place, "has no atoms");
        }
        int[] numbers = new int[size];
        double[][] positions = new double[size][];
        int charge = 0;
        int missing = 0;
        for (int a = 0; a < size; a++) {
            IAtom atom = atoms.getAtom(a);
            Integer number = atom.getAtomicNumber();
            if (number == null || number < 1) {
                return MoleculeRecord.failed(
                        place,
                        "atom %d: expected an element, got %s".formatted(a + 1, atom.getSymbol()));
            }
            if (atom.getPoint3d() == null) {
                return MoleculeRecord.failed(
                        place,
                        "has coordinates in two dimensions; expected a geometry, in angstrom");
            }
            numbers[a] = number;
            positions[a] =
                    new double[] {atom.getPoint3d().x, atom.getPoint3d().y, atom.getPoint3d().z};
            charge += atom.getFormalCharge() == null ? 0 : atom.getFormalCharge();
            missing +=
                    atom.getImplicitHydrogenCount() == null ? 0 : atom.getImplicitHydrogenCount();
        }
        if (missing > 0) {
            return MoleculeRecord.failed(
                    place,
                    "%d hydrogen atoms are not among the atoms; expected all of them, with their positions"
                            .formatted(missing));
        }
        List<String> warnings = new ArrayList<>(ElectronCount.warnings(numbers, charge));
        if (atoms.getSingleElectronCount() > 0) {
            warnings.add(ElectronCount.RADICAL);
        }
        String name = text.substring(0, Math.max(0, text.indexOf('\n'))).strip();
        try {
            return MoleculeRecord.of(place, new Molecule(name, numbers, positions), warnings);
        } catch (IllegalArgumentException e) {
            return MoleculeRecord.failed(place, String.valueOf(e.getMessage()));
        }
    }
}

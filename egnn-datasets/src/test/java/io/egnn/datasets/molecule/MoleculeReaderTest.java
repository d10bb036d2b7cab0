/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmolecules.chem.conf.gen.RigidFragmentCache;

/** A user's molecules: whole, unusual, broken, and whole again. */
class MoleculeReaderTest {

    private static final String WATER =
            new SdfText("water")
                    .atom("O", 0, 0, 0.1173)
                    .atom("H", 0, 0.7572, -0.4692)
                    .atom("H", 0, -0.7572, -0.4692)
                    .bond(1, 2)
                    .bond(1, 3)
                    .text();

    private static final String V3000 =
            """
            water
              test              3D

              0  0  0     0  0            999 V3000
            M  V30 BEGIN CTAB
            M  V30 COUNTS 3 2 0 0 0
            M  V30 BEGIN ATOM
            M  V30 1 O 0 0 0.117 0
            M  V30 2 H 0 0.757 -0.471 0
            M  V30 3 H 0 -0.757 -0.471 0
            M  V30 END ATOM
            M  V30 BEGIN BOND
            M  V30 1 1 1 2
            M  V30 2 1 1 3
            M  V30 END BOND
            M  V30 END CTAB
            M  END
            $$$$
            """;

    @TempDir private Path folder;

    @Test
    void xyzIsReadOnAfterABrokenMolecule() throws IOException {
        List<MoleculeRecord> records =
                read(
                        "m.xyz",
                        """
                        1
                        helium
                        He 0 0 1
                        2
                        broken
                        H 0 0 0
                        H 0 zero 0

                        3
                        water
                        O 0 0 0 -0.8
                        1 0 0 1 0.4
                        H 0 1 0 0.4
                        2
                        cut
                        H 0 0 0
                        """);
        assertThat(records).hasSize(4);
        assertThat(records.get(0).molecule())
                .isEqualTo(new Molecule("helium", new int[] {2}, new double[][] {{0, 0, 1}}));
        assertThat(records.get(1).place()).isEqualTo("m.xyz line 4");
        assertThat(records.get(1).error())
                .isEqualTo("line 7 of m.xyz: expected a finite number in column 3, got zero");
        assertThat(molecule(records, 2).atomicNumbers()).containsExactly(8, 1, 1);
        assertThat(records.get(2).warnings()).isEmpty();
        assertThat(records.get(3).error()).isEqualTo("the file ends before atom 2 of 2");
    }

    @Test
    void xyzEntriesOfTheWrongLengthSpoilNoOthers() throws IOException {
        String helium = "1\nhelium\nHe 0 0 1\n";
        List<MoleculeRecord> records =
                read(
                        "m.xyz",
                        helium
                                + "1\ntoo long\nH 0 0 0\nH 0 0 1\nH 0 1 0\n"
                                + helium
                                + "4\ntoo short\nH 0 0 0\nH 0 0 1\n"
                                + helium
                                + "this is no number\n");
        assertThat(records)
                .extracting(record -> record.place() + ": " + record.error())
                .containsExactly(
                        "m.xyz line 1: null",
                        "m.xyz line 4: null",
                        "m.xyz line 7: expected a number of atoms, got H 0 0 1",
                        "m.xyz line 9: null",
                        "m.xyz line 12: expected atom 3 of 4, got 1",
                        "m.xyz line 16: null",
                        "m.xyz line 19: expected a number of atoms, got this is no number");
        for (int k : new int[] {0, 3, 5}) {
            assertThat(molecule(records, k).name()).isEqualTo("helium");
        }
    }

    @Test
    void sdfIsReadOnAfterABrokenMolecule() throws IOException {
        String broken = WATER.replace("  3  2  0", "  x  2  0");
        List<MoleculeRecord> records =
                read(
                        "m.sdf",
                        WATER
                                + "> <logp>\n1.5\n\n$$$$\n"
                                + broken
                                + "$$$$\n"
                                + WATER.replace("water", "again")
                                + "$$$$\n");
        assertThat(records).hasSize(3);
        Molecule water = molecule(records, 0);
        assertThat(water.name()).isEqualTo("water");
        assertThat(water.atomicNumbers()).containsExactly(8, 1, 1);
        assertThat(water.positions()[1]).containsExactly(0, 0.7572, -0.4692);
        assertThat(records.get(0).warnings()).isEmpty();
        assertThat(records.get(1).error()).startsWith("cannot be read");
        assertThat(records.get(1).place()).isEqualTo("m.sdf line 15");
        assertThat(molecule(records, 2).name()).isEqualTo("again");
    }

    @Test
    void aMoleculeBehindAnotherWithoutAMarkIsNotLostSilently() throws IOException {
        List<MoleculeRecord> records =
                read("m.sdf", WATER + WATER + "$$$$\n" + WATER + "\n> <logp>\nwater\n\n$$$$\n");
        assertThat(records).hasSize(2);
        assertThat(records.get(0).error())
                .isEqualTo("expected a data field or $$$$ behind M  END, got water");
        assertThat(molecule(records, 1).size()).isEqualTo(3);
        assertThat(read("m.mol", WATER + "\n" + WATER).get(0).error())
                .isEqualTo("expected a data field or $$$$ behind M  END, got water");
    }

    @Test
    void onlyTheLineWithTheCountsSaysWhichVersionItIs() throws IOException {
        assertThat(molecule(read("m.sdf", WATER.replace("water", "not V3000")), 0).name())
                .isEqualTo("not V3000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V30 3 H|V30 999999999 H|999999999 in 999999999 H 0 -0.757 -0.471 0",
                "V30 3 H|V30 99999-{n}M  V30 9999 H|999999999 in 999999999 H 0 -0.757 -0.471 0",
                "COUNTS 3 2|COUNTS 3 99999999|99999999 in COUNTS 3 99999999 0 0 0",
                "V30 2 1 1 3|V30 99999999 1 1 3|99999999 in 99999999 1 1 3",
                "V30 2 1 1 3|V30 2 1 1 99999999|99999999 in 2 1 1 99999999",
            })
    void aNumberThatAnEntryCannotHaveCostsNoMemory(String sound, String huge, String message)
            throws IOException {
        List<MoleculeRecord> records =
                read("m.sdf", V3000.replace(sound, huge.replace("{n}", "\n")) + V3000);
        assertThat(records).hasSize(2);
        assertThat(records.get(0).error())
                .startsWith("cannot be read: expected numbers up to ")
                .endsWith(", as many as the entry has lines, got " + message);
        assertThat(molecule(records, 1).atomicNumbers()).containsExactly(8, 1, 1);
    }

    @Test
    void lineAfterLineThatContinuesTheOneBeforeIsTold() throws IOException {
        String first = "M  V30 3 H";
        List<MoleculeRecord> records =
                read(
                        "m.sdf",
                        V3000.replace(first, "M  V30 -\n".repeat(100_000) + first)
                                + V3000.replace(first, "M  V30 -\n".repeat(100) + first));
        assertThat(records.get(0).error())
                .isEqualTo("cannot be read: expected at most 500 lines that continue M  V30 -");
        assertThat(molecule(records, 1).size()).isEqualTo(3);
    }

    @Test
    void anEntryThatMeetsCdkUnpreparedHasAReason() throws IOException {
        assertThat(read("m.sdf", V3000.replace("V30 3 H", "V30 3!H")).get(0).error())
                .isEqualTo("cannot be read: NoSuchElementException");
    }

    @Test
    void ofALongLineAnErrorRepeatsTheBeginning() throws IOException {
        String line = "x".repeat(60_000);
        String excerpt = "x".repeat(160) + "..";
        assertThat(read("m.sdf", WATER + line).get(0).error()).endsWith("got " + excerpt);
        assertThat(read("n.sdf", V3000.replace("M  V30 3 H", line)).get(0).error())
                .startsWith("cannot be read: ")
                .hasSizeLessThan(200);
    }

    @Test
    void anEntryIsBoundedByItsCharacters() throws IOException {
        String lines = ("M  " + "x".repeat(60_000) + "\n").repeat(150);
        List<MoleculeRecord> records =
                read("m.sdf", WATER.replace("M  END", lines + "M  END") + "$$$$\n" + WATER);
        assertThat(records.get(0).error()).isEqualTo("the entry is longer than 8388608 characters");
        assertThat(molecule(records, 1).size()).isEqualTo(3);
        String many = "M  CHG  1   1   0\n".repeat(60_000);
        assertThat(molecule(read("n.sdf", WATER.replace("M  END", many + "M  END")), 0).size())
                .isEqualTo(3);
    }

    @Test
    void qm9EntriesWithoutTheirLastLinesLoseNoOthers() throws IOException {
        String qm9 = "1\ngdb %d\t1\t2\nHe 0 0 1\n";
        String footer = "100.5\t200.5\n[He]\t[He]\nInChI=1S/He\tInChI=1S/He\n";
        List<MoleculeRecord> records =
                read(
                        "m.xyz",
                        qm9.formatted(1)
                                + "\n"
                                + qm9.formatted(2)
                                + footer
                                + qm9.formatted(3)
                                + qm9.formatted(4)
                                + "\n\n"
                                + qm9.formatted(5));
        assertThat(records).extracting(MoleculeRecord::error).containsOnlyNulls();
        assertThat(records)
                .extracting(record -> Objects.requireNonNull(record.molecule()).name())
                .containsExactly("gdb 1", "gdb 2", "gdb 3", "gdb 4", "gdb 5");
        assertThat(read("n.xyz", qm9.formatted(6) + "He 0 0 2\n").get(0).error())
                .isEqualTo("line 4 of n.xyz: expected a finite number in column 1, got He");
    }

    @Test
    void tooManyAtomsAreToldWithTheBound() throws IOException {
        assertThat(read("m.xyz", "10001\nx\nHe 0 0 1\n1\nhelium\nHe 0 0 1\n"))
                .extracting(MoleculeRecord::error)
                .containsExactly("expected 1 to 10000 atoms, got 10001", null);
    }

    @Test
    void aCarriageReturnEndsALineToo() throws IOException {
        List<MoleculeRecord> records = read("a.smi", "CCO ethanol\rCC ethane\r\nC methane\r");
        assertThat(records).hasSize(3);
        assertThat(molecule(records, 0).name()).isEqualTo("ethanol");
        assertThat(molecule(records, 1).name()).isEqualTo("ethane");
        assertThat(molecule(records, 2).name()).isEqualTo("methane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C\0CO nothing", "CCO \u001b[31mred"})
    void controlCharactersAreNoText(String line) {
        assertThatThrownBy(() -> read("a.smi", "C methane\n" + line + "\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("line 2 of a.smi: expected text, got a control character");
    }

    @Test
    void anEmptyLineBehindTwoCharactersOfALineEndIsOne() throws IOException {
        List<MoleculeRecord> records = read("a.xyz", "1\r\n\nHe 0 0 1\n1\r\n\r\nHe 0 0 2\r\n");
        assertThat(records).hasSize(2);
        assertThat(molecule(records, 0).positions()[0][2]).isEqualTo(1);
        assertThat(molecule(records, 1).positions()[0][2]).isEqualTo(2);
    }

    @Test
    void aMolFileEndsWithoutAMark() throws IOException {
        assertThat(molecule(read("m.mol", WATER), 0).size()).isEqualTo(3);
        assertThat(read("cut.mol", WATER.substring(0, 150)).get(0).error())
                .isEqualTo("the entry ends before M  END");
    }

    @Test
    void flatMoleculesAndThoseWithoutHydrogenAreErrors() throws IOException {
        String flat = new SdfText("flat").flat().atom("H", 0, 0, 0).atom("F", 0, 1, 0).text();
        assertThat(read("flat.sdf", flat).get(0).error()).contains("two dimensions");
        String bare =
                new SdfText("bare")
                        .atom("C", 0, 0, 0.1173)
                        .atom("O", 1, 0.7572, -0.4692)
                        .bond(1, 2)
                        .text();
        assertThat(read("bare.sdf", bare).get(0).error())
                .startsWith("4 hydrogen atoms are not among the atoms");
    }

    @Test
    void chargesAndRadicalsAreTold() throws IOException {
        String hydroxide =
                new SdfText("hydroxide")
                        .atom("O", 0, 0, 0.1173, 5)
                        .atom("H", 0, 0.7572, -0.4692)
                        .bond(1, 2)
                        .text()
                        .replace("M  END", "M  CHG  1   1  -1\nM  END");
        assertThat(read("oh.sdf", hydroxide).get(0).warnings())
                .containsExactly("charge -1: the model was trained on neutral molecules");
        assertThat(read("oh.xyz", "2\nhydroxyl\nO 0 0 0\nH 0 0 1\n").get(0).warnings())
                .singleElement()
                .asString()
                .startsWith("an odd number of electrons");
    }

    @Test
    void smilesGetAGeometryThatIsAlwaysTheSame() throws IOException {
        List<MoleculeRecord> records =
                read("m.smi", "CCO ethyl alcohol\nnot-a-smiles\n\nO=C=O\nC[NH3+]\n");
        assertThat(records).hasSize(4);
        Molecule ethanol = molecule(records, 0);
        assertThat(ethanol.name()).isEqualTo("ethyl alcohol");
        assertThat(ethanol.atomicNumbers()).containsExactlyInAnyOrder(6, 6, 8, 1, 1, 1, 1, 1, 1);
        assertThat(distance(ethanol, 0, 1)).isCloseTo(1.52, within(0.03));
        assertThat(distance(ethanol, 1, 2)).isCloseTo(1.42, within(0.03));
        assertThat(records.get(0).warnings()).singleElement().asString().contains("force field");
        assertThat(records.get(1).error()).startsWith("not-a-smiles: ");
        assertThat(records.get(1).place()).isEqualTo("m.smi line 2");
        assertThat(distance(molecule(records, 2), 0, 2)).isCloseTo(2.35, within(0.1));
        assertThat(records.get(3).warnings())
                .contains("charge +1: the model was trained on neutral molecules");
        assertThat(molecule(read("n.smi", "CCO ethyl alcohol\n"), 0)).isEqualTo(ethanol);
    }

    @Test
    void geometriesDoNotDependOnWhatWasBuiltBefore() {
        // Without these fragments, as in a new process.
        RigidFragmentCache.getDefaultInstance().clear();
        Molecule clean = Molecule.ofSmiles("O=Cc1ccccc1");
        RigidFragmentCache.getDefaultInstance().clear();
        for (String sharing : List.of("n1ccccc1", "c1ccccc1C=O", "c1cc(C)ccc1", "Cc1ccccn1")) {
            Molecule.ofSmiles(sharing);
        }
        assertThat(Molecule.ofSmiles("O=Cc1ccccc1")).isEqualTo(clean);
        assertThat(RigidFragmentCache.getDefaultInstance()).isEmpty();
    }

    @Test
    void aSmilesMuchLongerThanAMoleculeIsNotParsed() {
        assertThat(MoleculeReader.ofSmiles("C".repeat(1001), "long").error())
                .isEqualTo("CCCCCCCCCCCCCCCCCCCC..: expected at most 1000 characters, got 1001");
    }

    @Test
    void ofAZippedFileThatIsCutTheEntriesBeforeTheCutAreRead() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            for (int entry = 0; entry < 50; entry++) {
                out.write(
                        "2\nmolecule %d\nH 0 0 0\nF 0 0 0.9%03d\n"
                                .formatted(entry, 17 * entry % 1000)
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = folder.resolve("cut.xyz.gz");
        Files.write(file, Arrays.copyOf(zipped.toByteArray(), zipped.size() - 30));

        int read = 0;
        try (MoleculeReader reader = MoleculeReader.open(file)) {
            while (true) {
                assertThat(reader.next().orElseThrow().molecule()).isNotNull();
                read++;
            }
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("cut.xyz.gz behind line [0-9]{2,}: cannot be read .*");
        }
        assertThat(read).isGreaterThan(25);
    }

    /** Elements that QM9 does not have, but whose SMILES are sound. */
    @ParameterizedTest
    @ValueSource(strings = {"C[S](=O)C", "CC[S@](C)=O", "C[S](=O)(=O)C", "CC[P@](C)(=O)O"})
    void anAtomInBracketsMayHaveAnyOfItsValences(String smiles) {
        assertThat(MoleculeReader.ofSmiles(smiles, "it").error())
                .isEqualTo(MoleculeReader.ofSmiles("CS(C)=O", "it").error());
    }

    @Test
    void aBlankLineBeforeATitleSpoilsNoOtherEntry() throws IOException {
        List<MoleculeRecord> records =
                read("blank.sdf", "\n" + WATER + "$$$$\n" + WATER + "$$$$\n");

        assertThat(records).hasSize(2);
        assertThat(records.get(0).error())
                .isEqualTo("expected the counts of atoms and bonds in the fourth line, got none");
        assertThat(records.get(1).molecule()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CC[|expected as many ] as [, got 0 and 1",
                "[NH4+|expected as many ] as [, got 0 and 1",
                "C]|expected a [ before the ] at character 2",
                "CC%|expected two digits behind the % at character 3",
                "C1C1|expected rings of three atoms or more",
                "C==C|expected an atom between the bonds at characters 2 and 3",
                "C=|expected an atom behind the bond at character 2",
                "C=(C)|expected an atom behind the bond at character 2",
                "C(=)C|expected an atom behind the bond at character 3",
                "=C|expected an atom before the bond at character 1",
                "C()C|expected an atom behind the ( at character 2",
                "C=1CC#1|expected one bond for both ends of the ring at character 7, got = and #",
                "C(C|expected as many ) as (, got 0 and 1",
                "C)C|expected a ( before the ) at character 2",
                "[CH99]|expected at most 9 hydrogen atoms in brackets, as in [CH4]",
                "*|expected a molecule, got a pattern of several",
                "C~C|expected a molecule, got a pattern of several",
                "()|expected an atom behind the ( at character 1",
                "C.O|expected one molecule, got 2, of which nothing tells how they lie to each other",
                "#|expected an atom before the bond at character 1",
                "\u00e9|cannot be read as SMILES",
                "O[CH5]|expected an atom 2, C, of a usual valence, got 6",
                "[C]|expected an atom 1, C, of a usual valence, got 0",
            })
    void aSmilesThatIsNotOneMoleculeIsNotTakenForAnother(String smiles, String message) {
        assertThat(MoleculeReader.ofSmiles(smiles, "it").error())
                .isEqualTo(smiles + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN(=O)=O",
                "C[N+](=O)[O-]",
                "C[N+]#[C-]",
                "CS(=O)(=O)C",
                "[CH2:12]=O",
                "F/C=C/F",
                "C%10CC%10",
                "C12CC1C2",
                "C(=O)(O)C",
                "C=1C=CC=CC=1",
                "[C@H](F)(O)C",
                "C1CC1(C)C",
                "C1.C1"
            })
    void groupsThatAreWrittenInSeveralWaysAreUsual(String smiles) {
        assertThat(MoleculeReader.ofSmiles(smiles, "it").molecule()).isNotNull();
    }

    @Test
    void filesMayBeZippedAndOtherFilesAreErrors() throws IOException {
        Path zipped = folder.resolve("m.sdf.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(WATER.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(molecule(read(zipped), 0).size()).isEqualTo(3);
        assertThat(read("empty.sdf", "\n")).isEmpty();
        assertThatThrownBy(() -> read("m.pdb", "ATOM"))
                .hasMessageEndingWith("expected a file .xyz, .sdf, .mol or .smi");
    }

    private List<MoleculeRecord> read(String name, String text) throws IOException {
        return read(Files.writeString(folder.resolve(name), text));
    }

    private static List<MoleculeRecord> read(Path file) throws IOException {
        List<MoleculeRecord> records = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.open(file)) {
            for (Optional<MoleculeRecord> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    private static Molecule molecule(List<MoleculeRecord> records, int i) {
        assertThat(records.get(i).error()).isNull();
        return Objects.requireNonNull(records.get(i).molecule());
    }

    private static double distance(Molecule molecule, int a, int b) {
        double[] x = molecule.positions()[a];
        double[] y = molecule.positions()[b];
        return Math.sqrt(
                Math.pow(x[0] - y[0], 2) + Math.pow(x[1] - y[1], 2) + Math.pow(x[2] - y[2], 2));
    }
}

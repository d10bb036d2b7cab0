/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDF and XYZ with a table of labels beside them. */
class LabelledMoleculesTest {

    private static final String SDF = sdf("gdb_1", "gdb_2");

    private static final String CSV =
            "mol_id,A,mu,u0,cv\ngdb_1,157.7,0.5,-40.47893,6.469\ngdb_2,293.6,1.6256,-56.525887,6.316\n";

    @TempDir private Path folder;

    @Test
    void theFormOfGdb9IsRead() throws IOException {
        MoleculeTable table = MoleculeFiles.read(write(SDF, CSV));
        assertThat(table.columns()).containsExactly("A", "mu", "U0", "Cv");
        assertThat(table.sizes()).containsExactly(2, 1);
        assertThat(table.molecule(0))
                .isEqualTo(
                        new Molecule(
                                "gdb 1",
                                new int[] {6, 1},
                                new double[][] {
                                    {-0.0127, 1.0858, 0.0080}, {0.0022, -0.0060, 0.0020}
                                }));
        assertThat(table.label(0, "U0")).isEqualTo(-40.47893);
        assertThat(table.label(1, "Cv")).isEqualTo(6.316);
        assertThat(table.molecule(1).atomicNumbers()).containsExactly(7);
    }

    @Test
    void labelsOfOnesOwnAreTargets() throws IOException {
        MoleculeTable table =
                MoleculeFiles.read(write(SDF, "name,solubility,comment\na,-1.5,good\nb,2,bad\n"));
        assertThat(table.columns()).containsExactly("solubility");
        assertThat(table.target(1, MoleculeTarget.of("solubility", "log(mol/l)"))).isEqualTo(2);
    }

    @Test
    void moleculesWithoutALabelAreLeftOutIfAskedFor() throws IOException {
        Path file = write(SDF, "name,solubility,pKa\na,,3.5\nb,2,nan\n");
        MoleculeTable table = MoleculeFiles.open(file);
        assertThat(table.columns()).containsExactly("solubility", "pKa");
        assertThat(table.label(0, "pKa")).isEqualTo(3.5);
        assertThatThrownBy(() -> table.label(1, "pKa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("molecule 2: expected a label in column pKa, got none");
        MoleculeTable soluble = table.labelled("solubility");
        assertThat(soluble.size()).isEqualTo(1);
        assertThat(soluble.name(0)).isEqualTo("2");
        assertThat(soluble.label(0, "solubility")).isEqualTo(2);
        assertThat(MoleculeFiles.open(file).sha256()).as("the copy").isEqualTo(table.sha256());
        assertThatThrownBy(() -> table.labelled("mu"))
                .hasMessage("label: expected one of [solubility, pKa], got mu");
    }

    @Test
    void qm9NumbersAreThoseOfTheNames() throws IOException {
        MoleculeTable table =
                MoleculeFiles.read(write(sdf("gdb_58", "gdb_7"), "mol_id,y\ngdb_58,1\ngdb_7,2\n"));
        assertThat(table.hasQM9Numbers()).isTrue();
        assertThat(table.name(0)).isEqualTo("gdb 58");
        assertThat(table.id(1)).isEqualTo(7);
        MoleculeTable own =
                MoleculeFiles.read(write(sdf("gdb_58", "gdb_7"), "name,u0\nx,1\ny,2\n"));
        assertThat(own.hasQM9Numbers()).isFalse();
        assertThat(own.columns()).as("names of one's own stay").containsExactly("u0");
        assertThat(own.name(0)).isEqualTo("1");
    }

    @Test
    void namesThatAgreeAtFirstMustAgreeToTheEnd() throws IOException {
        assertThat(MoleculeFiles.read(write(sdf("a", "b"), "name,y\na,1\nb,2\n")).name(1))
                .isEqualTo("2");
        assertThat(MoleculeFiles.read(write(sdf("x", "b"), "name,y\na,1\nb,2\n")).name(1))
                .isEqualTo("2");
        assertError(
                sdf("a", "d"),
                "name,y\na,1\nc,2\n",
                "row 2 of m.sdf.csv is of 'c', entry 2 of m.sdf is 'd'");
        assertError(
                sdf("gdb_1", "gdb_3"),
                CSV,
                "row 2 of m.sdf.csv is of 'gdb_2', entry 2 of m.sdf is 'gdb_3'");
        assertError(
                sdf("gdb_2", "gdb_1"),
                CSV,
                "row 1 of m.sdf.csv is of 'gdb_1', entry 1 of m.sdf is 'gdb_2'");
        assertError(
                sdf("gdb_1", "b"),
                "mol_id,y\ngdb_1,1\nb,2\n",
                "entry 2 of m.sdf: expected a name as that of the first, gdb_2, got 'b'");
    }

    @Test
    void rowsInAnotherOrderThanTheEntriesAreAnError() throws IOException {
        assertError(
                sdf("a", "b") + sdf("c", "d"),
                "name,y\nb,1\na,2\nc,3\nd,4\n",
                "row 1 of m.sdf.csv is of 'b', which is entry 2 of m.sdf: expected the rows in the order of the entries");
        // The index that pandas writes begins at 0.
        MoleculeTable indexed = MoleculeFiles.read(write(sdf("1", "2"), ",y\n0,1\n1,2\n"));
        assertThat(indexed.label(1, "y")).isEqualTo(2);
        MoleculeTable alike =
                MoleculeFiles.read(
                        write(sdf("a", "a") + sdf("b", "c"), "name,y\nb,1\na,2\na,3\nc,4\n"));
        assertThat(alike.size()).as("titles that name nothing").isEqualTo(4);
    }

    @Test
    void flatMoleculesAreErrorsAndPlanarOnesAreNot() throws IOException {
        String csv = "name,y\na,1\n";
        String flat = new SdfText("a").flat().atom("H", 0, 0, 0).atom("F", 0, 0.9, 0).text();
        assertError(
                flat + "$$$$\n",
                csv,
                "line 6 of m.sdf: a has coordinates in two dimensions; expected a geometry, in angstrom");
        String planar = new SdfText("a").atom("H", 0, 0, 0).atom("F", 0, 0.9, 0).text();
        assertThat(MoleculeFiles.read(write(planar + "$$$$\n", csv)).atoms(0)).isEqualTo(2);
        String mislabelled = new SdfText("a").flat().atom("H", 0, 0, 0.1).text();
        assertThat(MoleculeFiles.read(write(mislabelled + "$$$$\n", csv)).atoms(0)).isEqualTo(1);
    }

    @Test
    void xyzWithATableBesideItIsRead() throws IOException {
        String xyz = "2\nfirst\nH 0 0 0\nF 0 0 0.9\n1\n\nO 1 2 3\n";
        Files.writeString(folder.resolve("m.xyz.csv"), "name,pKa\na,3.2\nb,-1e1\n");
        Path file = Files.writeString(folder.resolve("m.xyz"), xyz);
        MoleculeTable table = MoleculeFiles.read(file);
        assertThat(table.columns()).containsExactly("pKa");
        assertThat(table.label(1, "pKa")).isEqualTo(-10);
        assertThat(table.molecule(1))
                .isEqualTo(new Molecule("2", new int[] {8}, new double[][] {{1, 2, 3}}));
        assertThat(MoleculeFiles.readAllLabels(file).sha256()).isEqualTo(table.sha256());

        Path zipped = folder.resolve("z.xyz.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(xyz.getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> MoleculeFiles.read(zipped))
                .as("without a table it can only be QM9's own form")
                .hasMessageStartingWith("line 2 of z.xyz.gz: expected gdb, a number");
        Files.copy(folder.resolve("m.xyz.csv"), folder.resolve("z.xyz.gz.csv"));
        assertThat(MoleculeFiles.read(zipped).sha256()).isEqualTo(table.sha256());

        Files.writeString(file, xyz.replace("F 0 0 0.9", "F 0 0"));
        assertThatThrownBy(() -> MoleculeFiles.read(file))
                .hasMessageContaining("line 4 of m.xyz: expected an element and 3 coordinates");
    }

    @Test
    void anotherTableIsNoticedWhenTheFileIsOpenedAgain() throws IOException {
        Path file = write(SDF, "name,y\na,1\nb,2\n");
        Path csv = folder.resolve("m.sdf.csv");
        FileTime before = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(csv, before);
        assertThat(MoleculeFiles.open(file).label(0, "y")).isEqualTo(1);
        Files.writeString(csv, "name,y\na,9\nb,2\n");
        Files.setLastModifiedTime(csv, before);
        assertThat(MoleculeFiles.open(file).label(0, "y")).as("the copy").isEqualTo(1);
        Files.setLastModifiedTime(csv, FileTime.fromMillis(2_000_000));
        assertThat(MoleculeFiles.open(file).label(0, "y")).isEqualTo(9);
        Files.writeString(csv, "name,y\na,10\nb,2\n");
        Files.setLastModifiedTime(csv, FileTime.fromMillis(2_000_000));
        assertThat(MoleculeFiles.open(file).label(0, "y")).isEqualTo(10);
    }

    @Test
    void whatDoesNotFitTogetherIsAnError() throws IOException {
        assertError(
                SDF,
                CSV.substring(0, CSV.indexOf("gdb_2")),
                "expected a row for every molecule, got 1");
        assertError(SDF, CSV + "gdb_3,1,1,1,1\n", "has rows behind that of the last molecule");
        assertError(SDF, CSV.replace("1.6256", "much"), "row 2 of ");
        assertError(
                SDF.replace("  1  0  0 ", "  x  0  0 "),
                CSV,
                "line 13 of m.sdf: expected the counts");
        assertError(
                SDF.replace("1.0000 N", "1.0000 Q"),
                CSV,
                "line 14 of m.sdf: expected 3 coordinates and an element");
        assertError(SDF.substring(0, SDF.length() - 5), CSV, "the file ends within a molecule");
        Path alone = Files.writeString(folder.resolve("alone.sdf"), SDF);
        assertThatThrownBy(() -> MoleculeFiles.read(alone))
                .hasMessageContaining("expected a table with the labels beside it, alone.sdf.csv");
    }

    @Test
    void theListOfUncharacterizedMoleculesIsThatOfThePaper() throws IOException {
        Path list = MoleculeData.file("uncharacterized.txt");
        Uncharacterized uncharacterized = Uncharacterized.read(list);
        assertThat(uncharacterized.contains(58)).isTrue();
        assertThat(uncharacterized.contains(133_867)).isFalse();
        MoleculeTable raw = MoleculeFiles.read(MoleculeData.file("dsgdb9nsd_sample.xyz.tar.bz2"));
        assertThat(uncharacterized.exclude(raw).size()).isEqualTo(482);
        MoleculeTable own = MoleculeTable.of(List.of(raw.molecule(0)));
        assertThatThrownBy(() -> uncharacterized.exclude(own))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a table of molecules with the numbers of QM9");
        Path cut =
                Files.writeString(
                        folder.resolve("cut.txt"), Files.readString(list).substring(0, 5000));
        assertThatThrownBy(() -> Uncharacterized.read(cut))
                .hasMessageContaining("expected the numbers of 3054 molecules");
    }

    private void assertError(String sdf, String csv, String message) throws IOException {
        Path file = write(sdf, csv);
        assertThatThrownBy(() -> MoleculeFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private Path write(String sdf, String csv) throws IOException {
        Files.writeString(folder.resolve("m.sdf.csv"), csv);
        return Files.writeString(folder.resolve("m.sdf"), sdf);
    }

    /** CH and N, with a data field behind the second. */
    private static String sdf(String first, String second) {
        return new SdfText(first)
                        .atom("C", -0.0127, 1.0858, 0.0080)
                        .atom("H", 0.0022, -0.0060, 0.0020)
                        .bond(1, 2)
                        .text()
                + "$$$$\n"
                + new SdfText(second).atom("N", 0.5, 0.25, 1).text()
                + "> <note>\nanything\n\n$$$$\n";
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDF and XYZ with a table of labels beside them. */
class LabelledMoleculesTest {

    private static final String SDF =
            """
            gdb_1
             -OEChem-03231823243D

              2  1  0     0  0  0  0  0  0999 V2000
               -0.0127    1.0858    0.0080 C   0  0  0  0  0  0  0  0  0  0  0  0
                0.0022   -0.0060    0.0020 H   0  0  0  0  0  0  0  0  0  0  0  0
              1  2  1  0  0  0  0
            M  END
            $$$$
            gdb_2
             -OEChem-03231823243D

              1  0  0     0  0  0  0  0  0999 V2000
                0.5000    0.2500    1.0000 N   0  0  0  0  0  0  0  0  0  0  0  0
            M  END
            > <note>
            anything

            $$$$
            """;

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
        assertThat(MoleculeFiles.open(file).label(0, "y")).isEqualTo(1);
        assertThat(MoleculeFiles.open(file).label(0, "y")).isEqualTo(1);
        Files.writeString(folder.resolve("m.sdf.csv"), "name,y\na,10\nb,2\n");
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
}

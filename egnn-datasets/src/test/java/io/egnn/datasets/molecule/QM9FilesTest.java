/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** QM9 in every form in which it travels, whole and cut. */
class QM9FilesTest {

    private static final String HEADER =
            "gdb %d\t157.7118\t157.70997\t157.70699\t0.5\t13.21\t-0.3877\t0.1171\t0.5048\t35.3641"
                    + "\t0.044749\t-40.47893\t-40.476062\t-40.475117\t-40.498597\t6.469\t\n";

    /** As published, with Mathematica's exponents. */
    private static final String PUBLISHED =
            "2\n"
                    + HEADER.formatted(7)
                    + "C\t-0.0126981359\t 1.0858041578\t 8.0*^-6\t-0.535689\n"
                    + "H\t 2.*^-3\t-6.0313176*^-3\t 0.0019761204\t 0.133921\n"
                    + "1341.307\t1341.3284\nC\tC\t\nInChI=1S/CH4/h1H4\tInChI=1S/CH4/h1H4\n";

    private static final String PLAIN =
            "1\n"
                    + HEADER.formatted(8)
                    + "O 1 2 3\n3\n"
                    + HEADER.formatted(9)
                    + "N 0 0 1\nF 0 0 2\nCl 1e1 -2E-1 +3\n";

    /** The bytes of a header of tar; texts are filled up to a multiple of it. */
    private static final int RECORD = 512;

    @TempDir private Path folder;

    @Test
    void aPublishedMoleculeIsReadWithItsExponents() throws IOException {
        MoleculeTable table = MoleculeFiles.read(write("dsgdb9nsd_000007.xyz", PUBLISHED));
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.id(0)).isEqualTo(7);
        assertThat(table.molecule(0))
                .isEqualTo(
                        new Molecule(
                                "gdb 7",
                                new int[] {6, 1},
                                new double[][] {
                                    {-0.0126981359, 1.0858041578, 8e-6},
                                    {2e-3, -6.0313176e-3, 0.0019761204}
                                }));
        assertThat(table.label(0, "mu")).isEqualTo(0.5);
        assertThat(table.label(0, "alpha")).isEqualTo(13.21);
        assertThat(table.label(0, "U0")).isEqualTo(-40.47893);
        assertThat(table.label(0, "Cv")).isEqualTo(6.469);
    }

    @Test
    void rotationalConstantsAndSmilesAreReadOnDemand() throws IOException {
        Path file = write("all.xyz", PUBLISHED + PLAIN);
        assertThat(MoleculeFiles.read(file).columns()).hasSize(12).startsWith("mu");
        MoleculeTable all = MoleculeFiles.readAllLabels(file);
        assertThat(all.columns()).hasSize(15).startsWith("A", "B", "C", "mu");
        assertThat(all.label(0, "A")).isEqualTo(157.7118);
        assertThat(all.label(2, "C")).isEqualTo(157.70699);
        assertThat(all.label(0, "Cv")).isEqualTo(6.469);
        assertThat(MoleculeFiles.readSmiles(file)).containsExactly("C", "", "");
    }

    @Test
    void labelsStayWithMoleculesInOtherGeometries() throws IOException {
        MoleculeTable table = MoleculeFiles.read(write("all.xyz", PLAIN));
        List<Molecule> moved =
                List.of(
                        new Molecule("a", new int[] {8}, new double[][] {{7, 7, 7}}),
                        table.molecule(1));
        MoleculeTable other = table.withMolecules(moved);
        assertThat(other.molecule(0).positions()[0]).containsExactly(7, 7, 7);
        assertThat(other.name(0)).isEqualTo("gdb 8");
        assertThat(other.label(0, "U0")).isEqualTo(table.label(0, "U0"));
        assertThat(other.molecule(1)).isEqualTo(table.molecule(1));
        assertThatThrownBy(() -> table.withMolecules(moved.subList(0, 1)))
                .hasMessage("molecules: expected 2, got 1");
    }

    @Test
    void everyFormGivesTheSameMolecules() throws IOException {
        String all = PUBLISHED + PLAIN + PUBLISHED;
        String hash = MoleculeFiles.read(write("all.xyz", all)).sha256();
        Path zipped = folder.resolve("all.xyz.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(all.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(MoleculeFiles.read(zipped).sha256()).isEqualTo(hash);
        Path split = Files.createDirectory(folder.resolve("split"));
        Files.writeString(split.resolve("b.xyz"), PLAIN);
        Files.writeString(split.resolve("a.xyz"), PUBLISHED);
        Files.writeString(split.resolve("c.xyz"), PUBLISHED);
        Files.writeString(split.resolve("notes.txt"), "not a molecule");
        assertThat(MoleculeFiles.read(split).sha256()).isEqualTo(hash);
        Path archive = folder.resolve("all.xyz.tar.bz2");
        tar(new BZip2CompressorOutputStream(Files.newOutputStream(archive)));
        assertThat(MoleculeFiles.read(archive).sha256()).isEqualTo(hash);
        assertThat(MoleculeFiles.read(archive).sizes()).containsExactly(2, 1, 3, 2);
        assertThat(MoleculeFiles.read(archive).molecule(2).atomicNumbers())
                .containsExactly(7, 9, 17);
    }

    @Test
    void anArchiveThatWasCutIsAnErrorWhereverTheCutIs() throws IOException {
        Path archive = folder.resolve("all.tar");
        tar(Files.newOutputStream(archive));
        byte[] whole = Files.readAllBytes(archive);
        int content = whole.length;
        while (whole[content - 1] == 0) {
            content--;
        }
        int entries = (content + RECORD - 1) / RECORD * RECORD;
        for (int length = RECORD; length <= entries; length += RECORD) {
            Files.write(archive, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> MoleculeFiles.read(archive))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("all.tar");
        }
        Files.write(archive, Arrays.copyOf(whole, entries + RECORD));
        assertThat(MoleculeFiles.read(archive).size()).isEqualTo(4);
    }

    @Test
    void anArchiveWithAHoleIsAnError() throws IOException {
        Path archive = folder.resolve("all.tar");
        tar(Files.newOutputStream(archive));
        byte[] whole = Files.readAllBytes(archive);
        int second = RECORD + (PUBLISHED.length() + RECORD - 1) / RECORD * RECORD;
        for (int hole : new int[] {RECORD, 2 * RECORD}) {
            byte[] holed = whole.clone();
            Arrays.fill(holed, second, second + hole, (byte) 0);
            Files.write(archive, holed);
            assertThatThrownBy(() -> MoleculeFiles.read(archive))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "all.tar: cannot be read any further: expected an archive that ends with 512 zeros and nothing behind them: it was cut, or a part of it is zeros");
        }
    }

    @Test
    void anEntryWhoseNameHasNoEndIsAnErrorBeforeItFillsTheMemory() throws IOException {
        Path archive = folder.resolve("all.tar");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            TarArchiveEntry name =
                    new TarArchiveEntry(
                            TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
            write(tar, name, "x".repeat(TarEnd.LONGEST_HEADER));
        }
        assertThatThrownBy(() -> MoleculeFiles.read(archive))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "all.tar: cannot be read any further: expected an entry whose name and other headers have at most 1048576 bytes");
    }

    @Test
    void whatIsNoMoleculeIsPassedOver() throws IOException {
        Path archive = folder.resolve("all.tar");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            write(tar, new TarArchiveEntry("readme.txt"), "\0".repeat(2 * TarEnd.LONGEST_HEADER));
            write(tar, new TarArchiveEntry("x.xyz"), PLAIN);
        }
        assertThat(MoleculeFiles.read(archive).size()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "x\\n|line 1 of bad.xyz: expected a number of atoms, got x",
                "0\\n|line 1 of bad.xyz: expected 1 to 10000 atoms, got 0",
                "999999999\\n|line 1 of bad.xyz: expected 1 to 10000 atoms, got 999999999",
                "1\\n|line 1 of bad.xyz: the file ends before the line with the properties",
                "1\\ngdb 1 2 3\\n|line 2 of bad.xyz: expected gdb, a number, 3 rotational constants and 12 properties, got gdb 1 2 3",
                "1\\n{H}H 1 2\\n|line 3 of bad.xyz: expected an element, 3 coordinates and perhaps a charge, got H 1 2",
                "1\\n{H}Xx 1 2 3\\n|line 3 of bad.xyz: expected the symbol of an element, got Xx",
                "1\\n{H}H 1 2 1,5\\n|line 3 of bad.xyz: expected a finite number in column 4, got 1,5",
                "1\\n{H}H 1 2 NaN\\n|line 3 of bad.xyz: expected a finite number in column 4, got NaN",
                "1\\n{H}H 0x1p3 2 3\\n|line 3 of bad.xyz: expected a finite number in column 2, got 0x1p3",
                "1\\n{H}H 1 2 1d\\n|line 3 of bad.xyz: expected a finite number in column 4, got 1d",
                "1\\n{H}H 1 2 1*^999\\n|line 3 of bad.xyz: expected a finite number in column 4, got 1*^999",
                "2\\n{H}H 1 2 3\\n|line 3 of bad.xyz: the file ends before atom 2 of 2",
                "1\\n{H}H 1 2 3 0\\n12.5 13\\n|line 4 of bad.xyz: the file ends before the line with SMILES"
            })
    void whatIsNotQm9IsAnErrorWithItsLine(String text, String message) throws IOException {
        Path file = write("bad.xyz", text.replace("\\n", "\n").replace("{H}", HEADER.formatted(3)));
        assertThatThrownBy(() -> MoleculeFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @Test
    void otherFilesAreErrors() throws IOException {
        Path empty = write("empty.xyz", "\n \n");
        assertThatThrownBy(() -> MoleculeFiles.read(empty))
                .hasMessageEndingWith("expected molecules, found none");
        Path other = write("molecules.txt", PLAIN);
        assertThatThrownBy(() -> MoleculeFiles.read(other))
                .hasMessageContaining("expected .xyz, .xyz.gz");
        assertThatThrownBy(() -> MoleculeFiles.read(folder.resolve("missing.xyz")))
                .isInstanceOf(NoSuchFileException.class);
        Path binary = write("long.xyz", "x".repeat(300_000));
        assertThatThrownBy(() -> MoleculeFiles.read(binary))
                .hasMessageContaining("line 1 of long.xyz: is longer than");
        Path none = Files.createDirectory(folder.resolve("none"));
        assertThatThrownBy(() -> MoleculeFiles.read(none))
                .hasMessageContaining("expected .xyz files");
    }

    @Test
    void theSampleHasTheSumsThatItShouldHave() throws IOException {
        MoleculeTable table = MoleculeFiles.read(MoleculeData.file("qm9_sample.xyz.gz"));
        assertThat(table.size()).isEqualTo(15_839);
        assertThat(Arrays.stream(table.sizes()).sum()).isEqualTo(285_725);
        double[] sums = new double[6];
        String[] names = {"U0", "mu", "alpha", "zpve", "r2", "Cv"};
        double coordinates = 0;
        for (int m = 0; m < table.size(); m++) {
            for (int k = 0; k < names.length; k++) {
                sums[k] += table.label(m, names[k]);
            }
            for (int a = 0; a < table.atoms(m); a++) {
                for (int d = 0; d < 3; d++) {
                    coordinates += Math.abs(table.position(m, a, d));
                }
            }
        }
        double[] expected = {
            -6510513.80526501, 42276.2282, 1191516.13, 2362.546153, 18840451.9624, 500916.633
        };
        for (int k = 0; k < names.length; k++) {
            assertThat(sums[k])
                    .as(names[k])
                    .isCloseTo(expected[k], within(1e-9 * Math.abs(expected[k])));
        }
        assertThat(coordinates).isCloseTo(1125428.5346, within(1e-3));
    }

    @Test
    void allPublishedFilesAreRead() throws IOException {
        MoleculeTable table = MoleculeFiles.read(MoleculeData.file("dsgdb9nsd_sample.xyz.tar.bz2"));
        assertThat(table.size()).isEqualTo(492);
        assertThat(table.id(0)).isEqualTo(116);
        assertThat(table.label(0, "Cv")).isEqualTo(17.054);
        assertThat(MoleculeFiles.readSmiles(MoleculeData.file("dsgdb9nsd_sample.xyz.tar.bz2")))
                .hasSize(492)
                .startsWith("CC#CC#N", "O=c1occo1")
                .doesNotContain("");
    }

    /** Four molecules in three entries. */
    private static void tar(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (String text : new String[] {PUBLISHED, PLAIN, PUBLISHED}) {
                write(tar, new TarArchiveEntry("x.xyz"), text);
            }
        }
    }

    private static void write(TarArchiveOutputStream tar, TarArchiveEntry entry, String text)
            throws IOException {
        entry.setSize(text.length());
        tar.putArchiveEntry(entry);
        tar.write(text.getBytes(StandardCharsets.UTF_8));
        tar.closeArchiveEntry();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables of molecules from every kind of file that QM9 travels in, and from one's own. */
public final class MoleculeFiles {

    private static final Logger logger = LoggerFactory.getLogger(MoleculeFiles.class);

    private MoleculeFiles() {}

    /**
     * Reads molecules with their labels, at the second time from a binary copy in DJL's cache
     * folder.
     *
     * @param path {@code .xyz}, {@code .xyz.gz}, {@code .tar.bz2} or a folder of {@code .xyz} files
     *     in QM9's own form; or {@code gdb9.sdf}, whose labels are in {@code gdb9.sdf.csv} beside
     *     it, as those of any {@code .sdf} or {@code .xyz}, zipped or not, may be; molecules that
     *     both call {@code gdb_1} and so on have the numbers of QM9
     * @return the molecules in the order of the file
     * @throws IOException with file and line, if it is none of these or cut
     */
    public static MoleculeTable open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return read(path);
        }
        Path absolute = path.toRealPath();
        Path labels = LabelTable.beside(path);
        String origin = version(absolute);
        if (LabelledMolecules.isOne(path) && Files.exists(labels)) {
            origin += " with " + version(labels);
        }
        String name =
                "%s-%08x.bin".formatted(absolute.getFileName(), absolute.toString().hashCode());
        MoleculeCache cache =
                new MoleculeCache(
                        Utils.getCacheDir().resolve("cache/egnn/qm9").resolve(name), origin);
        if (cache.exists()) {
            try {
                return cache.read();
            } catch (IOException e) {
                logger.info("{}; reading {} again", e.getMessage(), path);
            }
        }
        MoleculeTable table = read(path);
        try {
            cache.write(table);
        } catch (IOException e) {
            // The data are there; only the next process will have to read them again.
            logger.warn("cannot keep a binary copy of {}: {}", path, e.toString());
        }
        return table;
    }

    /**
     * Reads molecules with their labels, always from the file itself.
     *
     * @param path as for {@link #open}
     * @return the molecules in the order of the file
     * @throws IOException with file and line, if it is none of these or cut
     */
    public static MoleculeTable read(Path path) throws IOException {
        return read(path, QM9Xyz.COLUMNS);
    }

    /**
     * Reads molecules with all labels that there are: where the file is in QM9's own form, also the
     * rotational constants {@code A}, {@code B} and {@code C} in GHz, which QM9 does not count
     * among the properties.
     *
     * @param path as for {@link #open}
     * @return the molecules in the order of the file
     * @throws IOException with file and line, if it is none of these or cut
     */
    public static MoleculeTable readAllLabels(Path path) throws IOException {
        return read(path, QM9Xyz.ALL_COLUMNS);
    }

    /**
     * Reads the SMILES of the published files, of the two of each the one that was made from the
     * geometry.
     *
     * @param path in QM9's own form
     * @return one for each molecule, empty where the file has none
     * @throws IOException with file and line, if it is not in this form or cut
     */
    public static List<String> readSmiles(Path path) throws IOException {
        List<String> all = new ArrayList<>();
        QM9Files.read(
                path,
                new QM9Xyz.Sink() {
                    @Override
                    public void atom(int atomicNumber, double x, double y, double z) {
                        // Only the last line but one of a molecule is asked for.
                    }

                    @Override
                    public void end(int id, double[] labels, String smiles) {
                        all.add(smiles);
                    }
                });
        return all;
    }

    private static MoleculeTable read(Path path, List<String> columns) throws IOException {
        MoleculeTable table;
        if (LabelledMolecules.isOne(path)) {
            table = LabelledMolecules.read(path);
        } else {
            MoleculeTableBuilder molecules =
                    new MoleculeTableBuilder(columns, MoleculeTable.QM9_PREFIX);
            QM9Files.read(path, molecules);
            table = molecules.build();
        }
        if (table.size() == 0) {
            throw new IOException(path + ": expected molecules, found none");
        }
        return table;
    }

    /** What tells a file from what it was before. */
    private static String version(Path file) throws IOException {
        return "%s, %d bytes of %s"
                .formatted(file, Files.size(file), Files.getLastModifiedTime(file));
    }
}

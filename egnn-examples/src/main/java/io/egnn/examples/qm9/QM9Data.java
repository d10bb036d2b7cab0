/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.molecule.MoleculeFiles;
import io.egnn.datasets.molecule.MoleculeSplit;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.Uncharacterized;
import io.egnn.examples.training.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Molecules to train on, to choose the best epoch by, and to measure with.
 *
 * @param title the name of the file
 * @param split which molecules are for what
 * @param training to train on
 * @param validation to choose by
 * @param test to measure with
 */
record QM9Data(
        String title,
        MoleculeSplit split,
        MoleculeTable training,
        MoleculeTable validation,
        MoleculeTable test)
        implements TrainingData {

    /**
     * Reads a file and splits it by the random order of seed 0, whatever the training's seed.
     * Molecules on QM9's list {@code uncharacterized.txt} are left out if it lies beside the file
     * and the molecules have the numbers of QM9.
     */
    static QM9Data read(Path file) throws IOException {
        return of(file, MoleculeFiles.open(file));
    }

    /** The same with all molecules of the file, which were read before. */
    static QM9Data of(Path file, MoleculeTable molecules) throws IOException {
        MoleculeTable all = molecules.select(Uncharacterized.characterized(file, molecules));
        MoleculeSplit split = MoleculeSplit.of(all.size());
        return new QM9Data(
                String.valueOf(file.getFileName()),
                split,
                split.select(all, Usage.TRAIN),
                split.select(all, Usage.VALIDATION),
                split.select(all, Usage.TEST));
    }

    /** The first molecules of each part, at most this many, to try something. */
    QM9Data few(int size) {
        MoleculeTable fewTraining = first(training, size);
        MoleculeTable fewValidation = first(validation, size);
        MoleculeTable fewTest = first(test, size);
        return new QM9Data(
                title,
                new MoleculeSplit(
                        fewTraining.size(), fewValidation.size(), fewTest.size(), split.seed()),
                fewTraining,
                fewValidation,
                fewTest);
    }

    private static MoleculeTable first(MoleculeTable table, int size) {
        return table.select(IntStream.range(0, Math.min(size, table.size())).toArray());
    }

    @Override
    public String option() {
        return "--data " + title;
    }

    @Override
    public Map<String, MoleculeTable> tests() {
        return Map.of(title, test);
    }

    @Override
    public String describe() {
        return "%d training, %d validation, %d test molecules by NumPy's permutation with seed %d"
                .formatted(split.training(), split.validation(), split.test(), split.seed());
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeFeatures;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeRecord;
import io.egnn.datasets.molecule.QM9;
import io.egnn.graph.SizeBuckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Predicts some entries of a file at a time, in batches of similar size. */
final class MoleculeAnswers {

    private final Predictor<Molecule, MoleculeProperties> predictor;

    /** A molecule that the model can be asked about, and where its answer goes. */
    private record Asked(int slot, Molecule molecule) {}

    MoleculeAnswers(Predictor<Molecule, MoleculeProperties> predictor) {
        this.predictor = predictor;
    }

    /** What the model knows of a molecule that everybody knows, for the names and units. */
    MoleculeProperties example() throws TranslateException {
        return predictor.predict(
                new Molecule("", new int[] {1, 1}, new double[][] {{0, 0, 0}, {0.74, 0, 0}}));
    }

    /**
     * Answers entries.
     *
     * @param records some entries
     * @return one answer for each, in their order
     */
    List<AnsweredMolecule> answer(List<MoleculeRecord> records) {
        AnsweredMolecule[] answers = new AnsweredMolecule[records.size()];
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            MoleculeRecord record = records.get(i);
            Molecule molecule = record.molecule();
            Optional<String> obstacle =
                    molecule == null
                            ? Optional.ofNullable(record.error())
                            : MoleculeFeatures.obstacle(molecule);
            if (molecule == null || obstacle.isPresent()) {
                answers[i] = AnsweredMolecule.failed(record.place(), obstacle.orElse(""));
            } else {
                asked.add(new Asked(i, molecule));
            }
        }
        if (!asked.isEmpty()) {
            int[] sizes = asked.stream().mapToInt(a -> a.molecule().size()).toArray();
            SizeBuckets buckets = new SizeBuckets(sizes, QM9.MAX_EDGES, QM9.MAX_MOLECULES);
            for (List<Long> batch : buckets.batches(0, 0)) {
                predict(
                        batch.stream().map(i -> asked.get(i.intValue())).toList(),
                        records,
                        answers);
            }
        }
        return List.of(answers);
    }

    private void predict(
            List<Asked> batch, List<MoleculeRecord> records, AnsweredMolecule[] answers) {
        List<MoleculeProperties> predicted;
        try {
            predicted = predictor.batchPredict(batch.stream().map(Asked::molecule).toList());
        } catch (TranslateException e) {
            if (batch.size() == 1) {
                int slot = batch.get(0).slot();
                answers[slot] =
                        AnsweredMolecule.failed(
                                records.get(slot).place(), String.valueOf(e.getMessage()));
            } else {
                // One of them spoils the batch: ask about each.
                batch.forEach(one -> predict(List.of(one), records, answers));
            }
            return;
        }
        for (int b = 0; b < batch.size(); b++) {
            MoleculeRecord record = records.get(batch.get(b).slot());
            MoleculeProperties answer = predicted.get(b);
            answers[batch.get(b).slot()] =
                    AnsweredMolecule.of(
                            record.place(),
                            answer,
                            Stream.concat(record.warnings().stream(), answer.warnings().stream())
                                    .toList());
        }
    }
}

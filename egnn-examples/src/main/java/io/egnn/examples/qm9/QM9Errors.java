/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.datasets.molecule.QM9;
import io.egnn.graph.SizeBuckets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mean absolute errors of predicted properties, measured as users see them. */
final class QM9Errors {

    private QM9Errors() {}

    /**
     * Measures a model.
     *
     * @param predictor of a loaded model
     * @param table molecules with labels
     * @param progress shows how far it is, or null
     * @return the errors by symbol, in the units of the targets
     * @throws TranslateException if a molecule does not fit the model
     */
    static Map<String, Double> measure(
            Predictor<Molecule, MoleculeProperties> predictor,
            MoleculeTable table,
            @Nullable Progress progress)
            throws TranslateException {
        Map<String, Double> sums = new LinkedHashMap<>();
        if (progress != null) {
            progress.reset("Predicting", table.size());
        }
        SizeBuckets buckets = new SizeBuckets(table.sizes(), QM9.MAX_EDGES, QM9.MAX_MOLECULES);
        for (List<Long> batch : buckets.batches(0, 0)) {
            List<Molecule> molecules =
                    batch.stream().map(m -> table.molecule(m.intValue())).toList();
            List<MoleculeProperties> answers = predictor.batchPredict(molecules);
            for (int b = 0; b < answers.size(); b++) {
                for (MoleculeTarget target : MoleculeTarget.QM9) {
                    add(sums, target, answers.get(b), table, batch.get(b).intValue());
                }
            }
            if (progress != null) {
                progress.increment(batch.size());
            }
        }
        if (progress != null) {
            progress.end();
        }
        sums.replaceAll((name, sum) -> sum / table.size());
        return sums;
    }

    private static void add(
            Map<String, Double> sums,
            MoleculeTarget target,
            MoleculeProperties answer,
            MoleculeTable table,
            int m) {
        answer.properties().stream()
                .filter(property -> property.name().equals(target.name()))
                .findFirst()
                .ifPresent(
                        property -> {
                            double label =
                                    target.answer(target.factor() * table.label(m, target.name()));
                            double error = Math.abs(property.value() - label);
                            // From the unit of the answer to that of errors.
                            double scale = 1 / target.answer(1);
                            sums.merge(target.name(), error * scale, Double::sum);
                        });
    }
}

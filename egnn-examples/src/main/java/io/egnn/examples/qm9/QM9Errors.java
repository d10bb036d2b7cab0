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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Errors of predicted properties, measured as users see them. */
public final class QM9Errors {

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
        return measure(predictor, table, MoleculeTarget.QM9, progress);
    }

    /**
     * Measures how well a model predicts some properties.
     *
     * @param predictor of a loaded model
     * @param table molecules with labels
     * @param targets which labels to compare with; those that the model does not predict are left
     *     out
     * @param progress shows how far it is, or null
     * @return the errors by symbol, in the units of the targets
     * @throws TranslateException if a molecule does not fit the model
     */
    public static Map<String, Double> measure(
            Predictor<Molecule, MoleculeProperties> predictor,
            MoleculeTable table,
            List<MoleculeTarget> targets,
            @Nullable Progress progress)
            throws TranslateException {
        Map<String, Double> errors = new LinkedHashMap<>();
        for (Compared compared : compare(predictor, table, targets, progress)) {
            errors.put(compared.target().name(), compared.mae());
        }
        return errors;
    }

    /**
     * Refuses a model that has nothing to do with QM9.
     *
     * @param errors what was measured
     * @param model its name
     * @throws IllegalArgumentException if there is no error
     */
    static void requireAny(Map<String, Double> errors, String model) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException(
                    "--model: expected one that predicts a property of QM9, got " + model);
        }
    }

    /**
     * Measures the relative error of one property, whose labels are positive.
     *
     * @param predictor of a loaded model
     * @param table molecules with labels
     * @param target the label to compare with
     * @return the mean absolute difference of logarithms, in %
     * @throws TranslateException if a molecule does not fit the model
     */
    public static double relative(
            Predictor<Molecule, MoleculeProperties> predictor,
            MoleculeTable table,
            MoleculeTarget target)
            throws TranslateException {
        return 100 * compare(predictor, table, List.of(target), null).get(0).logarithmicMae();
    }

    /**
     * Labels of a property and what a model says.
     *
     * @param target the property
     * @param labels in the unit in which answers are told
     * @param predictions for the same molecules, in the same unit
     */
    record Compared(MoleculeTarget target, List<Double> labels, List<Double> predictions) {

        /** The mean absolute error, in the unit of the target. */
        double mae() {
            return mean((y, label) -> Math.abs(y - label)) / target.answer(1);
        }

        /** The mean absolute error of the logarithm. */
        double logarithmicMae() {
            return mean((y, label) -> Math.abs(Math.log(y / label)));
        }

        private double mean(DoubleBinaryOperator error) {
            double sum = 0;
            for (int k = 0; k < labels.size(); k++) {
                sum += error.applyAsDouble(predictions.get(k), labels.get(k));
            }
            return sum / labels.size();
        }
    }

    /**
     * Compares a model with labels.
     *
     * @return one for each target that the model predicts, in the order of the targets; molecules
     *     in any order
     */
    static List<Compared> compare(
            Predictor<Molecule, MoleculeProperties> predictor,
            MoleculeTable table,
            List<MoleculeTarget> targets,
            @Nullable Progress progress)
            throws TranslateException {
        List<Compared> all =
                targets.stream()
                        .map(t -> new Compared(t, new ArrayList<>(), new ArrayList<>()))
                        .toList();
        if (progress != null) {
            progress.reset("Predicting", table.size());
        }
        SizeBuckets buckets = new SizeBuckets(table.sizes(), QM9.MAX_EDGES, QM9.MAX_MOLECULES);
        for (List<Long> batch : buckets.batches(0, 0)) {
            List<Molecule> molecules =
                    batch.stream().map(m -> table.molecule(m.intValue())).toList();
            List<MoleculeProperties> answers = predictor.batchPredict(molecules);
            for (int b = 0; b < answers.size(); b++) {
                for (Compared compared : all) {
                    add(compared, answers.get(b), table, batch.get(b).intValue());
                }
            }
            if (progress != null) {
                progress.increment(batch.size());
            }
        }
        if (progress != null) {
            progress.end();
        }
        return all.stream().filter(compared -> !compared.labels().isEmpty()).toList();
    }

    /** Total energies are compared without free atoms, which changes no error. */
    private static void add(
            Compared compared, MoleculeProperties answer, MoleculeTable table, int m) {
        MoleculeTarget target = compared.target();
        boolean energy = target.isTotalEnergy();
        String name = energy ? target.name() + MoleculeTarget.ATOMIZATION : target.name();
        answer.properties().stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .ifPresent(
                        property -> {
                            double label =
                                    energy
                                            ? table.target(m, target)
                                            : target.factor() * table.label(m, target.name());
                            compared.labels().add(target.answer(label));
                            compared.predictions().add(property.value());
                        });
    }
}

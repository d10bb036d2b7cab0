/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.MoleculeTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of table 3: mean absolute errors of properties of molecules, in the units of {@link
 * MoleculeTarget#QM9}.
 *
 * @param system as the paper calls it; EGNN (all) is one network for all properties, EGNN
 *     (ensemble) the mean of several of those
 * @param trainingMolecules how many it was trained on
 * @param mae by symbol, of those properties that were trained
 * @param paper the same system in the paper, trained on 100,000 molecules
 * @param model for {@code ./egnn evaluate qm9 --model}, by symbol
 */
record Table3Row(
        String system,
        int trainingMolecules,
        Map<String, Double> mae,
        @Nullable Map<String, Double> paper,
        Map<String, String> model) {

    /** What is behind the name of a system that is one network for all properties. */
    static final String ALL = " (all)";

    /** One network for all properties. */
    static final String EGNN_ALL = "EGNN" + ALL;

    /** The zoo's mean of networks for all properties. */
    static final String EGNN_ENSEMBLE = "EGNN (ensemble)";

    /** What is measured here, in the order of the table. */
    static final List<String> SYSTEMS =
            List.of(EGNN_ENSEMBLE, EGNN_ALL, "EGNN", "SchNet" + ALL, "SchNet");

    /** The number of molecules that all systems of the paper were trained on. */
    static final int PAPER_MOLECULES = 100_000;

    private static final double NONE = Double.NaN;

    /** The paper's table 3, in the order of {@link MoleculeTarget#QM9}. */
    private static final Map<String, List<Double>> PAPER = new LinkedHashMap<>();

    static {
        PAPER.put("NMP", List.of(.092, 69., 43., 38., .030, .040, 19., 17., .180, 20., 20., 1.50));
        PAPER.put(
                "SchNet", List.of(.235, 63., 41., 34., .033, .033, 14., 14., .073, 19., 14., 1.70));
        PAPER.put(
                "Cormorant",
                List.of(.085, 61., 34., 38., .038, .026, 20., 21., .961, 21., 22., 2.03));
        PAPER.put(
                "L1Net", List.of(.088, 68., 46., 35., .043, .031, 14., 14., .354, 14., 13., 1.56));
        PAPER.put(
                "LieConv",
                List.of(.084, 49., 30., 25., .032, .038, 22., 24., .800, 19., 19., 2.28));
        PAPER.put(
                "DimeNet++", List.of(.044, 33., 25., 20., .030, .023, 8., 7., .331, 6., 6., 1.21));
        PAPER.put(
                "TFN",
                List.of(.223, 58., 40., 38., .064, .101, NONE, NONE, NONE, NONE, NONE, NONE));
        PAPER.put(
                "SE(3)-Tr.",
                List.of(.142, 53., 35., 33., .051, .054, NONE, NONE, NONE, NONE, NONE, NONE));
        PAPER.put("EGNN", List.of(.071, 48., 29., 25., .029, .031, 12., 12., .106, 12., 11., 1.55));
    }

    /** A row without errors. */
    static Table3Row empty(String system, int trainingMolecules) {
        return new Table3Row(
                system,
                trainingMolecules,
                Map.of(),
                paper(system.replaceFirst(" \\(.*", "")),
                Map.of());
    }

    /** The row with more errors, in the place of those of the same properties. */
    Table3Row with(Map<String, Double> errors, Map<String, String> models) {
        return new Table3Row(
                system, trainingMolecules, joined(mae, errors), paper, joined(model, models));
    }

    private static <V> Map<String, V> joined(Map<String, V> old, Map<String, V> fresh) {
        Map<String, V> both = new LinkedHashMap<>(old);
        both.putAll(fresh);
        return both;
    }

    /** The systems of the paper in its order. */
    static List<String> paperSystems() {
        return List.copyOf(PAPER.keySet());
    }

    /** What the paper has for a system, by symbol. */
    static @Nullable Map<String, Double> paper(String system) {
        List<Double> values = PAPER.get(system);
        if (values == null) {
            return null;
        }
        Map<String, Double> errors = new LinkedHashMap<>();
        for (int t = 0; t < values.size(); t++) {
            if (!values.get(t).isNaN()) {
                errors.put(MoleculeTarget.QM9.get(t).name(), values.get(t));
            }
        }
        return errors;
    }
}

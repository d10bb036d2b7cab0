/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.MoleculeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How much the error of one property grows when geometries are rebuilt from SMILES.
 *
 * @param property its symbol
 * @param unit of the errors
 * @param all of all molecules, of which the model was trained on most
 * @param unseen of those that it was not trained on
 */
record GeometryRow(String property, String unit, Errors all, Errors unseen) {

    /**
     * Mean absolute errors of the same molecules.
     *
     * @param molecules how many
     * @param maeDft with the geometry of the file, which is that of B3LYP
     * @param maeRebuilt with the geometry of a force field
     */
    record Errors(int molecules, double maeDft, double maeRebuilt) {

        /** How many times larger the error has become. */
        double growth() {
            return maeRebuilt / maeDft;
        }
    }

    /** Errors by symbol of some molecules. */
    record Measured(int molecules, Map<String, Double> dft, Map<String, Double> rebuilt) {

        private Errors of(String property) {
            return new Errors(
                    molecules,
                    dft.getOrDefault(property, Double.NaN),
                    rebuilt.getOrDefault(property, Double.NaN));
        }
    }

    /** The rows of those properties that the model predicts. */
    static List<GeometryRow> of(Measured all, Measured unseen) {
        List<GeometryRow> rows = new ArrayList<>();
        for (MoleculeTarget target : MoleculeTarget.QM9) {
            String name = target.name();
            if (all.dft().containsKey(name)) {
                rows.add(new GeometryRow(name, target.unit(), all.of(name), unseen.of(name)));
            }
        }
        return rows;
    }
}

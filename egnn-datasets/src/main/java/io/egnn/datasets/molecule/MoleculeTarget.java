/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.List;

/**
 * A property to be predicted: where its label stands, and how the label becomes a number that a
 * network can learn.
 *
 * <p>\[ y = f \Bigl(label - \sum_i r_{Z_i}\Bigr) \] with the factor f of the unit and the
 * references r of free atoms, in double precision: a total energy is about \(10^7\) meV, of which
 * single precision would keep one unit.
 *
 * @param name the symbol of the property, and the name of its column
 * @param unit the unit of y, in which errors are told
 * @param factor f, one unit of the label in units of y: 27,211.4 from hartree to meV
 * @param references r of H, C, N, O and F in units of the label; five zeros where there are none
 */
public record MoleculeTarget(String name, String unit, double factor, List<Double> references) {

    /** What is added to the name of a total energy without the energies of free atoms. */
    public static final String ATOMIZATION = "_atomization";

    private static final double EV = 27.2114;
    private static final double MEV = 1000 * EV;
    private static final List<Double> NONE = List.of(0d, 0d, 0d, 0d, 0d);

    /** The twelve properties of QM9 in the order of the paper's table 3. */
    public static final List<MoleculeTarget> QM9 =
            List.of(
                    new MoleculeTarget("alpha", "bohr^3", 1, NONE),
                    new MoleculeTarget("gap", "meV", MEV, NONE),
                    new MoleculeTarget("homo", "meV", MEV, NONE),
                    new MoleculeTarget("lumo", "meV", MEV, NONE),
                    new MoleculeTarget("mu", "D", 1, NONE),
                    new MoleculeTarget(
                            "Cv", "cal/(mol K)", 1, List.of(2.981, 2.981, 2.981, 2.981, 2.981)),
                    new MoleculeTarget(
                            "G",
                            "meV",
                            MEV,
                            List.of(-0.510927, -37.861317, -54.598897, -75.079532, -99.733544)),
                    new MoleculeTarget(
                            "H",
                            "meV",
                            MEV,
                            List.of(-0.497912, -37.844411, -54.581501, -75.062219, -99.716370)),
                    new MoleculeTarget("r2", "bohr^2", 1, NONE),
                    new MoleculeTarget(
                            "U",
                            "meV",
                            MEV,
                            List.of(-0.498857, -37.845355, -54.582445, -75.063163, -99.717314)),
                    new MoleculeTarget(
                            "U0",
                            "meV",
                            MEV,
                            List.of(-0.500273, -37.846772, -54.583861, -75.064579, -99.718730)),
                    new MoleculeTarget("zpve", "meV", MEV, NONE));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name is empty, the factor is not positive and finite,
     *     or there are not five references
     */
    public MoleculeTarget {
        references = List.copyOf(references);
        if (name.isBlank()) {
            throw new IllegalArgumentException("target: the name is empty");
        }
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "target " + name + ": expected a positive factor, got " + factor);
        }
        if (references.size() != MoleculeFeatures.ELEMENTS.size()) {
            throw new IllegalArgumentException(
                    "target %s: expected %d references, got %d"
                            .formatted(name, MoleculeFeatures.ELEMENTS.size(), references.size()));
        }
    }

    /**
     * Somebody's own label, learned as it is.
     *
     * @param name the name of its column
     * @param unit its unit
     * @return the target
     * @throws IllegalArgumentException if the name is empty
     */
    public static MoleculeTarget of(String name, String unit) {
        return new MoleculeTarget(name, unit, 1, NONE);
    }

    /**
     * Finds a property of QM9.
     *
     * @param name its symbol
     * @return the target
     * @throws IllegalArgumentException if there is none of this name, listing those there are
     */
    public static MoleculeTarget qm9(String name) {
        return QM9.stream()
                .filter(target -> target.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "property: expected one of %s, got %s"
                                                .formatted(qm9Names(), name)));
    }

    /**
     * The properties of QM9.
     *
     * @return their symbols
     */
    public static List<String> qm9Names() {
        return QM9.stream().map(MoleculeTarget::name).toList();
    }

    /**
     * The unit in which a prediction is told: eV for the large energies, whose errors are told in
     * meV; else that of errors.
     *
     * @return the unit
     */
    public String answerUnit() {
        return inElectronvolts() ? "eV" : unit;
    }

    /**
     * A prediction as it is told.
     *
     * @param value in the unit of the target
     * @return in {@link #answerUnit}
     */
    public double answer(double value) {
        return inElectronvolts() ? value / 1000 : value;
    }

    /**
     * Whether the property is a total energy, so that it is also told without free atoms.
     *
     * @return whether there are references, and the unit is one of energy
     */
    public boolean isTotalEnergy() {
        return inElectronvolts() && references.stream().anyMatch(r -> r != 0);
    }

    private boolean inElectronvolts() {
        // A label of one's own, which has no factor, is told as it was given.
        return unit.equals("meV") && factor != 1 && !name.equals("zpve");
    }

    /** What free atoms contribute to a label, in units of y; counts as in MoleculeFeatures. */
    double ofFreeAtoms(double[] counts) {
        double sum = 0;
        for (int e = 0; e < counts.length; e++) {
            sum += counts[e] * references.get(e);
        }
        return factor * sum;
    }

    /** The number to be learned. */
    double fromLabel(double label, double[] counts) {
        return factor * label - ofFreeAtoms(counts);
    }
}

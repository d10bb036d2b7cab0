/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * How labels become numbers of the size of one and back: what a linear function of the composition
 * explains is taken away, and the rest is divided by its mean absolute deviation.
 *
 * <p>\[ \hat y = \frac{1}{s} \Bigl(y - c_0 - \sum_e c_e n_e - \sum_e d_e I_e\Bigr), \qquad I_e =
 * \sum_{i: Z_i = e} \lVert x_i - x_{cm} \rVert^2 \]
 *
 * <p>The coefficients are those of least squares on the molecules to train on, and s is the mean
 * absolute deviation that is left. Where {@link Explained#LOGARITHM} says so, y is the natural
 * logarithm of the label. All arithmetic is in double precision.
 *
 * @param targets one entry for each output of the network
 */
public record LabelScaling(List<Entry> targets) {

    /** Deviations this small beside the labels are rounding: nothing is left to be learned. */
    private static final double ROUNDING = 1e-9;

    private static final MoleculeTarget HOMO = MoleculeTarget.qm9("homo");
    private static final MoleculeTarget LUMO = MoleculeTarget.qm9("lumo");
    private static final MoleculeTarget GAP = MoleculeTarget.qm9("gap");

    /** What is taken away before a network sees a label. */
    public enum Explained {
        /** Nothing, since the network puts out something that is never negative. */
        NOTHING,
        /** The mean, as the reference does. */
        MEAN,
        /** What the numbers of atoms of each element explain. */
        COUNTS,
        /** Counts, and second moments of the atoms of each element: the extent r2 needs them. */
        COUNTS_AND_MOMENTS,
        /**
         * What counts explain of the logarithm, which is learned instead of the label: for positive
         * labels of which a few are many times the others.
         */
        LOGARITHM
    }

    /**
     * The scaling of one target.
     *
     * @param target the property
     * @param explained what is taken away
     * @param coefficients c and d, in units of the target or of its logarithm
     * @param scale s, in the same unit
     */
    public record Entry(
            MoleculeTarget target, Explained explained, List<Double> coefficients, double scale) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if there are not as many coefficients as there should
         *     be, or the scale is not positive and finite
         */
        public Entry {
            coefficients = List.copyOf(coefficients);
            if (coefficients.size() != length(explained)) {
                throw new IllegalArgumentException(
                        "scaling of %s: expected %d coefficients, got %d"
                                .formatted(target.name(), length(explained), coefficients.size()));
            }
            if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "scaling of %s: expected a positive scale, got %s"
                                .formatted(target.name(), scale));
            }
        }

        /** From the network's output to the target. */
        double restore(double output, double[] descriptors) {
            double value = explained(descriptors) + scale * output;
            return explained == Explained.LOGARITHM ? Math.exp(value) : value;
        }

        /** What the network should put out for a label, or its logarithm if that is learned. */
        double scaled(double value, double[] descriptors) {
            return (value - explained(descriptors)) / scale;
        }

        private double explained(double[] descriptors) {
            double sum = 0;
            for (int k = 0; k < coefficients.size(); k++) {
                sum += coefficients.get(k) * descriptors[k];
            }
            return sum;
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public LabelScaling {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("scaling of labels: expected at least one target");
        }
    }

    /**
     * Fits the scaling of one target.
     *
     * @param table the molecules to train on
     * @param target the property
     * @param explained what to take away
     * @return the scaling
     * @throws IllegalArgumentException if all labels are explained exactly, so that nothing is left
     *     to learn, or there is no logarithm of one
     */
    public static Entry fit(MoleculeTable table, MoleculeTarget target, Explained explained) {
        int size = table.size();
        double[] y = new double[size];
        RealMatrix a = MatrixUtils.createRealMatrix(size, Math.max(1, length(explained)));
        for (int m = 0; m < size; m++) {
            y[m] = learned(table, m, target, explained);
            double[] row = descriptors(table, m);
            for (int k = 0; k < length(explained); k++) {
                a.setEntry(m, k, row[k]);
            }
        }
        List<Double> coefficients = new ArrayList<>();
        if (explained != Explained.NOTHING) {
            // By singular values, since an element may be missing from all molecules.
            RealMatrix normal = a.transposeMultiply(a);
            RealVector right = a.transpose().operate(MatrixUtils.createRealVector(y));
            for (double c :
                    new SingularValueDecomposition(normal).getSolver().solve(right).toArray()) {
                coefficients.add(c);
            }
        }
        Entry unscaled = new Entry(target, explained, coefficients, 1);
        double mean = 0;
        double[] rest = new double[size];
        for (int m = 0; m < size; m++) {
            rest[m] = unscaled.scaled(y[m], descriptors(table, m));
            mean += rest[m] / size;
        }
        double deviation = 0;
        double magnitude = 0;
        for (int m = 0; m < size; m++) {
            deviation += Math.abs(rest[m] - mean) / size;
            magnitude += Math.abs(y[m]) / size;
        }
        if (deviation <= ROUNDING * magnitude) {
            throw new IllegalArgumentException(
                    "scaling of %s: expected labels of which something is left to learn, but %s explains those of all %d molecules"
                            .formatted(target.name(), explained, size));
        }
        return new Entry(target, explained, coefficients, deviation);
    }

    /**
     * The numbers that a network should put out for a molecule.
     *
     * @param table has the molecule and its labels
     * @param m which molecule, from 0
     * @return one for each target
     * @throws IllegalArgumentException if the logarithm of a label is learned and there is none
     */
    public double[] scaled(MoleculeTable table, int m) {
        double[] descriptors = descriptors(table, m);
        double[] values = new double[targets.size()];
        for (int t = 0; t < values.length; t++) {
            Entry entry = targets.get(t);
            double value = learned(table, m, entry.target(), entry.explained());
            values[t] = entry.scaled(value, descriptors);
        }
        return values;
    }

    /**
     * The properties that a network's output stands for. Where QM9's homo, lumo and gap are among
     * them, they are moved to the nearest values with gap = lumo - homo, so that they agree; a
     * network learns that only roughly.
     *
     * @param outputs one for each target
     * @param table has the molecule
     * @param m which molecule, from 0
     * @return values with units, total energies also without free atoms
     */
    public List<MoleculeProperties.Property> properties(
            double[] outputs, MoleculeTable table, int m) {
        double[] descriptors = descriptors(table, m);
        double[] counts = MoleculeFeatures.counts(table, m);
        double[] values = new double[targets.size()];
        for (int t = 0; t < values.length; t++) {
            values[t] = targets.get(t).restore(outputs[t], descriptors);
        }
        closeGap(values);
        List<MoleculeProperties.Property> properties = new ArrayList<>();
        List<MoleculeProperties.Property> atomization = new ArrayList<>();
        for (int t = 0; t < values.length; t++) {
            MoleculeTarget target = targets.get(t).target();
            double value = values[t];
            double total = value + target.ofFreeAtoms(counts);
            String unit = target.answerUnit();
            properties.add(
                    new MoleculeProperties.Property(target.name(), target.answer(total), unit));
            if (target.isTotalEnergy()) {
                atomization.add(
                        new MoleculeProperties.Property(
                                target.name() + MoleculeTarget.ATOMIZATION,
                                target.answer(value),
                                unit));
            }
        }
        properties.addAll(atomization);
        return properties;
    }

    /** The orthogonal projection onto gap = lumo - homo. */
    private void closeGap(double[] values) {
        int homo = place(HOMO);
        int lumo = place(LUMO);
        int gap = place(GAP);
        if (homo >= 0 && lumo >= 0 && gap >= 0) {
            double share = (values[gap] - values[lumo] + values[homo]) / 3;
            values[gap] -= share;
            values[lumo] += share;
            values[homo] -= share;
        }
    }

    /** Where a target stands, or -1; labels of one's own may be called alike. */
    private int place(MoleculeTarget target) {
        for (int t = 0; t < targets.size(); t++) {
            if (targets.get(t).target().equals(target)) {
                return t;
            }
        }
        return -1;
    }

    /** The label or its logarithm. */
    private static double learned(
            MoleculeTable table, int m, MoleculeTarget target, Explained explained) {
        double label = table.target(m, target);
        if (explained != Explained.LOGARITHM) {
            return label;
        }
        if (!(label > 0)) {
            throw new IllegalArgumentException(
                    "logarithm of %s: expected positive labels, got %s for %s"
                            .formatted(target.name(), label, table.name(m)));
        }
        return Math.log(label);
    }

    private static double[] descriptors(MoleculeTable table, int m) {
        double[] counts = MoleculeFeatures.counts(table, m);
        double[] moments = MoleculeFeatures.secondMoments(table, m);
        double[] all = new double[1 + counts.length + moments.length];
        all[0] = 1;
        System.arraycopy(counts, 0, all, 1, counts.length);
        System.arraycopy(moments, 0, all, 1 + counts.length, moments.length);
        return all;
    }

    private static int length(Explained explained) {
        int elements = MoleculeFeatures.ELEMENTS.size();
        return switch (explained) {
            case NOTHING -> 0;
            case MEAN -> 1;
            case COUNTS, LOGARITHM -> 1 + elements;
            case COUNTS_AND_MOMENTS -> 1 + 2 * elements;
        };
    }
}

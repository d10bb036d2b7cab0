/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeFeatures;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.graph.GraphBatchifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A molecule in, its properties with units out.
 *
 * <p>The network predicts what the composition does not explain; the rest, for total energies above
 * all that of free atoms, is added in double precision. Positions are seen relative to the centre
 * of mass. Molecules have at most {@value NodeLimit#NODES} atoms.
 */
public final class MoleculeTranslator implements Translator<Molecule, MoleculeProperties> {

    /** The most atoms other than hydrogen that a molecule of QM9 has. */
    private static final int HEAVY_ATOMS = 9;

    /** Closer than any two atoms of a molecule, in angstrom. */
    private static final double CLOSEST = 0.6;

    private static final String MOLECULES = "molecules";

    private final LabelScaling scaling;

    private record Asked(List<Molecule> molecules, MoleculeTable table) {}

    /**
     * A translator, which threads may share.
     *
     * @param scaling what the outputs of the network stand for
     */
    public MoleculeTranslator(LabelScaling scaling) {
        this.scaling = scaling;
    }

    @Override
    public Batchifier getBatchifier() {
        return new GraphBatchifier();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model has no parameters
     */
    @Override
    public void prepare(TranslatorContext ctx) {
        LoadedParameters.require(ctx.getModel());
    }

    @Override
    public NDList processInput(TranslatorContext ctx, Molecule input) {
        NDList graph = new NDList();
        for (NDArray array : batchProcessInput(ctx, List.of(input))) {
            graph.add(array.size() == 0 ? array : array.squeeze(0));
        }
        return graph;
    }

    @Override
    public MoleculeProperties processOutput(TranslatorContext ctx, NDList list)
            throws TranslateException {
        return read(ctx, list.head().expandDims(0)).get(0);
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<Molecule> inputs) {
        NonEmpty.require(inputs, "molecule");
        for (Molecule molecule : inputs) {
            NodeLimit.require(molecule.toString(), molecule.atomicNumbers().length, "atoms");
        }
        MoleculeTable table = MoleculeTable.of(inputs);
        ctx.setAttachment(MOLECULES, new Asked(List.copyOf(inputs), table));
        return MoleculeFeatures.batch(
                        ctx.getNDManager(),
                        table,
                        LongStream.range(0, inputs.size()).boxed().toList(),
                        ctx.getModel().getDataType())
                .toNDList();
    }

    @Override
    public List<MoleculeProperties> batchProcessOutput(TranslatorContext ctx, NDList list)
            throws TranslateException {
        return read(ctx, list.head());
    }

    private List<MoleculeProperties> read(TranslatorContext ctx, NDArray y)
            throws TranslateException {
        Asked asked = (Asked) ctx.getAttachment(MOLECULES);
        int targets = scaling.targets().size();
        double[] outputs = y.toType(DataType.FLOAT64, false).toDoubleArray();
        if (outputs.length != asked.molecules().size() * targets) {
            throw new TranslateException(
                    "the network puts out %s for %d molecules, expected the %d properties %s of each"
                            .formatted(
                                    y.getShape(),
                                    asked.molecules().size(),
                                    targets,
                                    scaling.targets().stream()
                                            .map(entry -> entry.target().name())
                                            .toList()));
        }
        List<MoleculeProperties> answers = new ArrayList<>();
        for (int m = 0; m < asked.molecules().size(); m++) {
            double[] row = Arrays.copyOfRange(outputs, m * targets, (m + 1) * targets);
            Molecule molecule = asked.molecules().get(m);
            if (!Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new TranslateException(
                        "%s: the prediction is not finite; are two of its atoms in one place?"
                                .formatted(molecule));
            }
            answers.add(
                    new MoleculeProperties(
                            molecule.name(),
                            scaling.properties(row, asked.table(), m),
                            warnings(molecule)));
        }
        return answers;
    }

    private static List<String> warnings(Molecule molecule) {
        List<String> warnings = new ArrayList<>();
        long heavy = Arrays.stream(molecule.atomicNumbers()).filter(z -> z > 1).count();
        if (heavy > HEAVY_ATOMS) {
            warnings.add(
                    "%d heavy atoms: molecules of QM9 have at most %d"
                            .formatted(heavy, HEAVY_ATOMS));
        }
        double[][] x = molecule.positions();
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < a; b++) {
                double distance =
                        Math.hypot(
                                Math.hypot(x[a][0] - x[b][0], x[a][1] - x[b][1]),
                                x[a][2] - x[b][2]);
                if (distance < CLOSEST) {
                    warnings.add(
                            String.format(
                                    Locale.ROOT,
                                    "atoms %d and %d are %.2f angstrom apart; is that the unit?",
                                    b + 1,
                                    a + 1,
                                    distance));
                    return warnings;
                }
            }
        }
        return warnings;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.molecule.MoleculeFiles;
import io.egnn.datasets.molecule.MoleculeSplit;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.qm9.MoleculeDataOption;
import io.egnn.examples.qm9.QM9Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn finetune qm9}. */
@Command(
        name = "qm9",
        description = {
            "Adapt a pretrained model of molecules to a label of your own with a few hundred molecules,",
            "beside training from scratch on the same ones: unless told otherwise, 500 in 500 steps.",
            "Labels are in a table beside the molecules, such as molecules.sdf.csv: the first column"
                    + " names the molecule, others with numbers are labels, row k is molecule k."
        },
        footer = {
            "",
            "Examples: egnn finetune qm9",
            "          egnn finetune qm9 --data molecules.sdf --label solubility --unit log(mol/l)"
                    + " --seeds 1 --out out/solubility"
        })
public final class FineTuneQM9Command implements Callable<Integer> {

    /** The rotational constants of QM9's own files, which are not among its twelve properties. */
    private static final List<String> ROTATIONAL = List.of("A", "B", "C");

    /**
     * What is learned from QM9's own files: none of the twelve properties and no function of them,
     * but of the moments of inertia. Its logarithm, since a few small molecules have many times the
     * value of the others: of 1,000 test molecules, formaldehyde alone makes a third of the mean
     * error in GHz.
     */
    private static final String STANDARD = "B";

    @Option(
            names = "--model",
            paramLabel = "ARTIFACT[:VARIANT]|DIR",
            description = "a model of the zoo or a trained folder (default: ${DEFAULT-VALUE})")
    private String model = QM9Models.PRETRAINED;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description =
                    "a column of the table beside the molecules (default: the only one; of QM9's own"
                            + " files the logarithm of the rotational constant B)")
    private @Nullable String label;

    @Option(
            names = "--log",
            description =
                    "learn the logarithm of the label, for positive ones of which a few are many times"
                            + " the others; errors are then in percent, predictions as without it")
    private boolean logarithm;

    @Option(names = "--unit", paramLabel = "UNIT", description = "unit of the label")
    private @Nullable String labelUnit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the fine-tuned model of the last seed (default: it is not kept)")
    private @Nullable Path out;

    @Mixin private FineTuneOptions options = new FineTuneOptions();
    @Mixin private MoleculeDataOption data = new MoleculeDataOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /** One row of the result; mean absolute errors in the unit of the result. */
    record Row(int samples, int seed, double composition, double fineTuned, double fromScratch) {

        static Row of(int samples, int seed, FineTuneQM9.Errors errors) {
            return new Row(
                    samples, seed, errors.composition(), errors.fineTuned(), errors.fromScratch());
        }
    }

    /** What is printed with {@code --json}; the unit is that of errors. */
    record Result(
            String model,
            String label,
            String unit,
            int steps,
            int testMolecules,
            List<Row> rows) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Device where = device.get();
        int steps = options.steps(FineTuneQM9.STEPS);
        int testSize = options.testSize();
        MoleculeTable all = MoleculeFiles.readAllLabels(data.get());
        MoleculeTarget target = target(all.columns());
        boolean relative = logarithm || (label == null && isQM9(all.columns()));
        // Those that trainings on the same file leave for the test, whatever the seed.
        MoleculeSplit parts = new MoleculeSplit(all.size() - testSize, 0, testSize, 0);
        MoleculeTable test = parts.select(all, Usage.TEST);
        MoleculeTable rest = parts.select(all, Usage.TRAIN);
        List<Row> rows =
                options.run(
                        List.of(500),
                        (size, seed) ->
                                Row.of(
                                        size,
                                        seed,
                                        new FineTuneQM9(model, target, relative, steps, seed, where)
                                                .run(
                                                        new MoleculeSplit(size, 0, 0, seed)
                                                                .select(rest, Usage.TRAIN),
                                                        test,
                                                        out)));
        String unit = FineTuneQM9.errorUnit(target, relative);
        output.result(
                new Result(model, target.name(), unit, steps, test.size(), rows),
                table(rows, target.name(), unit, steps, test.size()));
        return 0;
    }

    private MoleculeTarget target(List<String> columns) {
        String name = label(columns);
        if (labelUnit != null) {
            return MoleculeTarget.of(name, labelUnit);
        }
        if (ROTATIONAL.contains(name)) {
            return MoleculeTarget.of(name, "GHz");
        }
        return MoleculeTarget.QM9.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseGet(() -> MoleculeTarget.of(name, "units of the table"));
    }

    private String label(List<String> columns) {
        if (label != null && columns.contains(label)) {
            return label;
        }
        if (label == null && columns.size() == 1) {
            return columns.get(0);
        }
        if (label == null && isQM9(columns)) {
            return STANDARD;
        }
        throw new IllegalArgumentException(
                "--label: expected one of %s, got %s".formatted(columns, label));
    }

    private static boolean isQM9(List<String> columns) {
        return columns.containsAll(ROTATIONAL);
    }

    private String table(List<Row> rows, String label, String unit, int steps, int testMolecules) {
        StringBuilder text =
                new StringBuilder(
                        """
                        Mean absolute error of %s on %d molecules, in %s, after %d steps from %s:

                          samples  seed  composition  fine-tuned  from scratch
                        """
                                .formatted(label, testMolecules, unit, steps, model));
        for (Row row : rows) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %7d  %4d  %11.4f  %10.4f  %12.4f%n",
                            row.samples(),
                            row.seed(),
                            row.composition(),
                            row.fineTuned(),
                            row.fromScratch()));
        }
        return text.toString();
    }
}

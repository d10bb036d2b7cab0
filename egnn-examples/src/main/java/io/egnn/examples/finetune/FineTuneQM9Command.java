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
import io.egnn.datasets.molecule.Uncharacterized;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.ModelOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.command.ShellWord;
import io.egnn.examples.finetune.FineTuneQM9.Kept;
import io.egnn.examples.qm9.MoleculeDataOption;
import io.egnn.examples.qm9.QM9Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            "beside training from scratch on the same ones: unless told otherwise, 500 in 500 steps,",
            "measured with a fifth of the table, at most 1,000.",
            "Labels are in a table beside the molecules, such as molecules.sdf.csv: the first column"
                    + " names the molecule, others with numbers are labels, row k is molecule k.",
            "Molecules whose label is missing are left out."
        },
        footer = {
            "",
            "Examples: egnn finetune qm9",
            "          egnn finetune qm9 --data molecules.sdf --label solubility --unit \"log(mol/l)\""
                    + " --seeds 1 --out out/solubility"
        })
public final class FineTuneQM9Command implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the fine-tuned model of the last row (default: it is not kept)")
    private @Nullable Path out;

    @Mixin private LabelOption label = new LabelOption();
    @Mixin private ModelOption model = new ModelOption(QM9Models.PRETRAINED);
    @Mixin private FineTuneOptions options = new FineTuneOptions();
    @Mixin private MoleculeDataOption data = new MoleculeDataOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /** One row of the result; mean absolute errors in the unit of the result. */
    record Row(
            int samples,
            int seed,
            int steps,
            double composition,
            double fineTuned,
            double fromScratch) {

        static Row of(int samples, int seed, FineTuneQM9.Errors errors) {
            return new Row(
                    samples,
                    seed,
                    errors.steps(),
                    errors.composition(),
                    errors.fineTuned(),
                    errors.fromScratch());
        }
    }

    /** What is printed with {@code --json}; the unit is that of errors. */
    record Result(String model, String label, String unit, int testMolecules, List<Row> rows) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Device where = device.get();
        int steps = options.steps(FineTuneQM9.STEPS);
        Path file = data.get();
        MoleculeTable read = MoleculeFiles.readAllLabels(file);
        MoleculeTable all = read.select(Uncharacterized.characterized(file, read));
        MoleculeTarget target = label.target(all);
        boolean relative = label.isRelative(target, all);
        int[] labelled = labelled(all, target.name());
        int testSize = options.testSize(Math.min(1000, Math.max(1, labelled.length / 5)));
        List<Integer> sizes =
                options.samples(List.of(Math.max(1, Math.min(500, labelled.length - testSize))));
        requireEnough(labelled.length, sizes, testSize);
        if (out != null) {
            Files.createDirectories(out);
        }
        // Of those that trainings on the same file leave for the test, whatever the seed.
        int begin = labelled.length - testSize;
        MoleculeTable test = inFileOrder(all, Arrays.copyOfRange(labelled, begin, labelled.length));
        MoleculeTable rest = inFileOrder(all, Arrays.copyOf(labelled, begin));
        List<Row> rows =
                options.run(
                        sizes,
                        steps,
                        one -> {
                            FineTuneQM9 tuning =
                                    new FineTuneQM9(
                                            model.name(),
                                            target,
                                            relative,
                                            steps,
                                            one.seed(),
                                            where);
                            MoleculeTable training =
                                    new MoleculeSplit(one.samples(), 0, 0, one.seed())
                                            .select(rest, Usage.TRAIN);
                            Kept kept =
                                    out != null && one.last()
                                            ? new Kept(out, command(tuning, file, one, testSize))
                                            : null;
                            return Row.of(
                                    one.samples(),
                                    one.seed(),
                                    tuning.run(training, test, kept, one.progress()));
                        });
        String unit = FineTuneQM9.errorUnit(target, relative);
        output.result(
                new Result(model.name(), target.name(), unit, test.size(), rows),
                table(rows, target.name(), unit, test.size()));
        return 0;
    }

    /** Where those are that have the label, in the order in which trainings split a file. */
    private int[] labelled(MoleculeTable table, String column) {
        int[] labelled =
                Arrays.stream(MoleculeSplit.order(table.size(), 0))
                        .filter(m -> table.hasLabel(m, column))
                        .toArray();
        if (labelled.length < table.size()) {
            output.note(
                    String.format(
                            Locale.ROOT,
                            "note: %,d of %,d molecules have no %s and are left out",
                            table.size() - labelled.length,
                            table.size(),
                            column));
        }
        return labelled;
    }

    private static MoleculeTable inFileOrder(MoleculeTable table, int[] places) {
        return table.select(Arrays.stream(places).sorted().toArray());
    }

    private static void requireEnough(int molecules, List<Integer> sizes, int testSize) {
        for (int size : sizes) {
            if ((long) size + testSize > molecules) {
                throw new IllegalArgumentException(
                        "--samples + --test: the table has %d molecules with the label, got %d + %d"
                                .formatted(molecules, size, testSize));
            }
        }
    }

    /** What gives the model of this row, its last, again. */
    private String command(
            FineTuneQM9 tuning, Path file, FineTuneOptions.Repetition one, int test) {
        return "./egnn finetune qm9 --model %s --data %s --label %s%s%s --samples %d --test %d --steps %d --seeds %d"
                .formatted(
                        ShellWord.of(model.name()),
                        ShellWord.of(file.getFileName()),
                        ShellWord.of(tuning.target().name()),
                        tuning.logarithm() ? " --log" : "",
                        label.unitWords(),
                        one.samples(),
                        test,
                        tuning.steps(),
                        one.seed());
    }

    private String table(List<Row> rows, String label, String unit, int testMolecules) {
        StringBuilder text =
                new StringBuilder(
                        """
                        Mean absolute error of %s on %d molecules, in %s, beginning with %s:

                          samples  seed  steps  composition  fine-tuned  from scratch
                        """
                                .formatted(label, testMolecules, unit, model.name()));
        for (Row row : rows) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %7d  %4d  %5d  %11.4f  %10.4f  %12.4f%n",
                            row.samples(),
                            row.seed(),
                            row.steps(),
                            row.composition(),
                            row.fineTuned(),
                            row.fromScratch()));
        }
        return text.toString();
    }
}

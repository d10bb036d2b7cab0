/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeReader;
import io.egnn.datasets.molecule.MoleculeRecord;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.ModelOption;
import io.egnn.examples.command.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code egnn predict}. */
@Command(
        name = "predict",
        description = {
            "Predict properties of the molecules in .xyz, .sdf, .mol and .smi files (also .gz).",
            "An entry that is no molecule is told, and the others are answered."
        },
        footer = {
            "",
            "Examples: egnn predict molecules.sdf",
            "          egnn predict --csv molecules.smi > properties.csv",
            "          egnn predict --model out/qm9 --json molecules.xyz.gz"
        })
public final class PredictCommand implements Callable<Integer> {

    /** Entries that are in memory at a time. */
    private static final int CHUNK = 1024;

    private static final int PROGRESS_UNITS = 1000;

    /** CDK would print its own opinion of a malformed entry. */
    private static final String CDK_LOG = "cdk.logging.level";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "molecules")
    private List<Path> files = List.of();

    @Option(names = "--csv", description = "print a table with a line for every entry")
    private boolean csv;

    @Mixin private ModelOption model = new ModelOption(QM9Models.ENSEMBLE);
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        if (csv && output.isJson()) {
            throw new IllegalArgumentException("--csv and --json: expected one of them, got both");
        }
        if (System.getProperty(CDK_LOG) == null) {
            System.setProperty(CDK_LOG, "fatal");
        }
        try (ZooModel<Molecule, MoleculeProperties> loaded =
                        QM9Models.load(model.name(), device.get());
                Predictor<Molecule, MoleculeProperties> predictor = loaded.newPredictor()) {
            MoleculeAnswers answers = new MoleculeAnswers(predictor);
            AnswerWriter writer = writer(answers);
            // A file that is not there is told before anything is printed.
            for (Path file : files) {
                MoleculeReader.open(file).close();
            }
            int answered = 0;
            int failed = 0;
            writer.begin();
            for (Path file : files) {
                int[] counts = predict(file, answers, writer);
                answered += counts[0];
                failed += counts[1];
            }
            writer.end();
            output.flush();
            if (failed > 0) {
                output.note("%d of %d entries have no answer".formatted(failed, answered + failed));
            }
            return answered > 0 ? 0 : 1;
        }
    }

    private AnswerWriter writer(MoleculeAnswers answers) throws TranslateException {
        if (output.isJson()) {
            return AnswerWriter.json(output.writer(), model.name());
        }
        return csv
                ? AnswerWriter.csv(output.writer(), answers.example())
                : AnswerWriter.text(output.writer());
    }

    /** The numbers of entries that have an answer and that have none. */
    private int[] predict(Path file, MoleculeAnswers answers, AnswerWriter writer)
            throws IOException {
        int[] counts = new int[2];
        ProgressBar progress = new ProgressBar(String.valueOf(file.getFileName()), PROGRESS_UNITS);
        try (MoleculeReader reader = MoleculeReader.open(file)) {
            boolean more = true;
            while (more) {
                List<MoleculeRecord> chunk = new ArrayList<>();
                more = fill(reader, chunk, file);
                for (AnsweredMolecule answer : answers.answer(chunk)) {
                    writer.write(answer);
                    counts[answer.error() == null ? 0 : 1]++;
                }
                output.flush();
                progress.update((long) (reader.progress() * (PROGRESS_UNITS - 1)));
            }
        }
        if (counts[0] + counts[1] == 0) {
            writer.write(AnsweredMolecule.failed(file.toString(), "has no molecules"));
            counts[1]++;
        }
        progress.end();
        return counts;
    }

    /** Whether there may be more entries behind these. */
    private static boolean fill(MoleculeReader reader, List<MoleculeRecord> chunk, Path file) {
        while (chunk.size() < CHUNK) {
            try {
                Optional<MoleculeRecord> next = reader.next();
                if (next.isEmpty()) {
                    return false;
                }
                chunk.add(next.get());
            } catch (IOException e) {
                // What was read before is answered all the same.
                String reason = String.valueOf(e.getMessage());
                String end = "cannot be read any further";
                chunk.add(
                        new MoleculeRecord(
                                file.toString(),
                                null,
                                reason.contains(end) ? reason : end + ": " + reason,
                                List.of()));
                return false;
            }
        }
        return true;
    }
}

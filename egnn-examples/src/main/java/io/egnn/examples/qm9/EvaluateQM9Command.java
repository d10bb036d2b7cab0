/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeFiles;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn evaluate qm9}. */
@Command(
        name = "qm9",
        description = "Measure the errors of predicted properties of molecules.",
        footer = {
            "",
            "Examples: egnn evaluate qm9 --data dsgdb9nsd.xyz.tar.bz2 --json",
            "          egnn evaluate qm9 --model out/qm9 --data qm9_sample.xyz.gz --test"
        })
public final class EvaluateQM9Command implements Callable<Integer> {

    /** One molecule to train on, one to validate with and one to test with. */
    private static final int SMALLEST_SPLIT = 3;

    @Option(
            names = "--model",
            paramLabel = "ARTIFACT[:VARIANT]|DIR",
            description =
                    "a model of the zoo or a trained folder (default: the best of the zoo for each property)")
    private @Nullable String model;

    @Option(
            names = "--test",
            description =
                    "only the molecules that egnn train qm9 on the same file leaves for the test")
    private boolean test;

    @Mixin private MoleculeDataOption data = new MoleculeDataOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param model the model as it was named
     * @param samples the number of molecules
     * @param mae mean absolute errors by symbol
     * @param units their units
     */
    record Result(String model, int samples, Map<String, Double> mae, Map<String, String> units) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Path file = data.get();
        MoleculeTable all = MoleculeFiles.open(file);
        boolean isSplit = test || all.size() >= SMALLEST_SPLIT;
        @Nullable QM9Data split = isSplit ? QM9Data.of(file, all) : null;
        MoleculeTable molecules = test ? Objects.requireNonNull(split).test() : all;
        Map<String, String> models = QM9Models.byProperty(model);
        Map<String, Double> mae = new LinkedHashMap<>();
        for (String name : models.values().stream().distinct().toList()) {
            try (ZooModel<Molecule, MoleculeProperties> loaded =
                            QM9Models.load(name, device.get());
                    Predictor<Molecule, MoleculeProperties> predictor = loaded.newPredictor()) {
                QM9Errors.measure(predictor, molecules, new ProgressBar())
                        .forEach(
                                (property, error) -> {
                                    if (name.equals(models.get(property))) {
                                        mae.put(property, error);
                                    }
                                });
            }
        }
        if (split != null) {
            noteTraining(split, all.hasQM9Numbers(), models.values());
        }
        QM9Errors.requireAny(mae, model == null ? QM9Models.ARTIFACT : model);
        Map<String, Double> ordered = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        String named = model == null ? QM9Models.ARTIFACT : model;
        text.append(named).append(" on ").append(molecules.size()).append(" molecules\n");
        for (MoleculeTarget target : MoleculeTarget.QM9) {
            Double error = mae.get(target.name());
            if (error != null) {
                ordered.put(target.name(), error);
                units.put(target.name(), target.unit());
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  %-6s %10.4f %-12s (%s)%n",
                                target.name(),
                                error,
                                target.unit(),
                                models.get(target.name())));
            }
        }
        output.result(new Result(named, molecules.size(), ordered, units), text.toString());
        return 0;
    }

    /** Errors on what a model was trained on say little. */
    private void noteTraining(QM9Data data, boolean ofQM9, Collection<String> models)
            throws IOException {
        Set<String> learned = data.learnedBy(models);
        if (!learned.isEmpty() && !test) {
            output.note(
                    String.format(
                            Locale.ROOT,
                            "note: the model was trained on %,d of these; --test leaves them out",
                            data.training().size()));
        }
        if (!learned.containsAll(models) && (test || ofQM9)) {
            output.note(
                    "note: some of these may be among the molecules that the model was trained on");
        }
    }
}

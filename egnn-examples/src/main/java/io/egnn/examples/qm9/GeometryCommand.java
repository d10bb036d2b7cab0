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
import io.egnn.datasets.molecule.Uncharacterized;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.ModelOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.ResultsOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn reproduce geometry}. */
@Command(
        name = GeometryCommand.NAME,
        description = {
            "Measure how much errors grow when molecules come as SMILES, without their geometry.",
            "This is not in the paper; it is what predicting from .smi files costs."
        },
        footer = {"", "Example: egnn reproduce geometry --published dsgdb9nsd.xyz.tar.bz2"})
public final class GeometryCommand implements Callable<Integer> {

    static final String NAME = "geometry";

    private static final String PUBLISHED = "qm9/dsgdb9nsd_sample.xyz.tar.bz2";

    @Option(
            names = "--published",
            paramLabel = "FILE",
            description =
                    "molecules as published, with their SMILES: .tar.bz2, .xyz or a folder of .xyz"
                            + " (default: "
                            + PUBLISHED
                            + " in the folder that EGNN_DATA names)")
    private @Nullable Path published;

    /** What the model was trained on. */
    @Mixin private ModelOption model = new ModelOption(QM9Models.PRETRAINED);

    @Mixin private MoleculeDataOption trainedOn = new MoleculeDataOption();

    @Mixin private ResultsOption out = new ResultsOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Path file = MoleculeDataOption.get(published, "--published", PUBLISHED, "");
        ResultFiles results = out.prepare(NAME, ResultsOption.STANDARD);
        Set<Integer> seen = trainingMolecules();
        MoleculeTable read = MoleculeFiles.open(file);
        List<String> smiles = MoleculeFiles.readSmiles(file);
        int[] characterized = Uncharacterized.characterized(file, read);
        RebuiltMolecules all =
                RebuiltMolecules.of(
                        read.select(characterized),
                        Arrays.stream(characterized).mapToObj(smiles::get).toList(),
                        new ProgressBar());
        RebuiltMolecules unseen =
                all.select(
                        IntStream.range(0, all.original().size())
                                .filter(m -> !seen.contains(all.original().id(m)))
                                .toArray());
        try (ZooModel<Molecule, MoleculeProperties> loaded =
                        QM9Models.load(model.name(), device.get());
                Predictor<Molecule, MoleculeProperties> predictor = loaded.newPredictor()) {
            Geometry geometry =
                    new Geometry(
                            model.name(),
                            String.valueOf(file.getFileName()),
                            GeometryRow.of(measure(predictor, all), measure(predictor, unseen)),
                            read.size() - characterized.length,
                            all.failures());
            geometry.write(results);
            output.result(
                    geometry,
                    geometry.table()
                            + "\n"
                            + geometry.leftOut()
                            + "\nResults are in "
                            + results.folder());
        }
        return 0;
    }

    private GeometryRow.Measured measure(
            Predictor<Molecule, MoleculeProperties> predictor, RebuiltMolecules molecules)
            throws TranslateException {
        Map<String, Double> errors = QM9Errors.measure(predictor, molecules.original(), null);
        QM9Errors.requireAny(errors, model.name());
        return new GeometryRow.Measured(
                molecules.original().size(),
                errors,
                QM9Errors.measure(predictor, molecules.rebuilt(), null));
    }

    /** The numbers of the molecules that the model was trained on. */
    private Set<Integer> trainingMolecules() throws IOException {
        MoleculeTable training = QM9Data.read(trainedOn.get()).training();
        QM9Models.card(model.name(), training.sha256());
        Set<Integer> ids = new HashSet<>();
        for (int m = 0; m < training.size(); m++) {
            ids.add(training.id(m));
        }
        return ids;
    }
}

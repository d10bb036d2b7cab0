/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.loss.L1Loss;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.datasets.molecule.QM9;
import io.egnn.examples.training.ErrorMeasure;
import io.egnn.examples.training.TrainingTask;
import io.egnn.training.BatchSource;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.MoleculeTranslatorFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Predicting properties of molecules.
 *
 * @param recipe the model and how to train it
 * @param data what to train on
 * @param scaling what turns outputs of the network into properties
 */
record QM9Task(QM9Recipe recipe, QM9Data data, LabelScaling scaling) implements TrainingTask {

    /** With labels scaled as the recipe says. */
    static QM9Task of(QM9Recipe recipe, QM9Data data) {
        return new QM9Task(recipe, data, recipe.scaling(data.training()));
    }

    @Override
    public String modelName() {
        return "qm9";
    }

    @Override
    public String samples() {
        return "molecules";
    }

    @Override
    public String system() {
        return "%s for %s".formatted(recipe.title(), recipe.property());
    }

    @Override
    public ErrorMeasure error() {
        return new ErrorMeasure("mae", "mean absolute error", "mean absolute deviations");
    }

    @Override
    public Loss loss() {
        return new L1Loss("mae");
    }

    @Override
    public int updatesPerEpoch() {
        return dataset(data.training(), 0, Device.cpu()).batchesPerEpoch();
    }

    @Override
    public BatchSource training(long seed, Device device) {
        return dataset(data.training(), seed, device)::batches;
    }

    @Override
    public BatchSource validation(long seed, Device device) {
        return dataset(data.validation(), seed, device)::batches;
    }

    private QM9 dataset(MoleculeTable table, long seed, Device device) {
        return QM9.builder()
                .setTable(table)
                .setScaling(scaling)
                .optBatch(recipe.maxEdges(), QM9.MAX_MOLECULES)
                .optSeed(seed)
                .optDevice(device)
                .build();
    }

    @Override
    public Map<String, String> translator() {
        return MoleculeTranslatorFactory.arguments(scaling);
    }

    @Override
    public List<ModelCard.Metric> measure(Path folder, Device device)
            throws IOException, ModelException, TranslateException {
        List<ModelCard.Metric> metrics = new ArrayList<>();
        try (ZooModel<Molecule, MoleculeProperties> saved =
                        QM9Models.load(folder.toString(), device);
                Predictor<Molecule, MoleculeProperties> predictor = saved.newPredictor()) {
            Map<String, Double> errors = QM9Errors.measure(predictor, data.test(), null);
            for (MoleculeTarget target : recipe.targets()) {
                metrics.add(
                        new ModelCard.Metric(
                                ModelCard.TEST_ERROR + target.name(),
                                errors.getOrDefault(target.name(), Double.NaN),
                                target.unit(),
                                "%s, %d test molecules"
                                        .formatted(data.title(), data.test().size())));
            }
        }
        return metrics;
    }

    @Override
    public String description() {
        return "Predicts %s of molecules of H, C, N, O and F; trained on %d molecules, not on the paper's 100,000."
                .formatted(
                        recipe.targets().stream().map(MoleculeTarget::name).toList(),
                        data.training().size());
    }

    @Override
    public String command(long seed) {
        return "./egnn train qm9 --model %s --property %s %s --epochs %d --seed %d"
                .formatted(
                        recipe.name(),
                        recipe.property(),
                        data.option(),
                        recipe.schedule().epochs(),
                        seed);
    }
}

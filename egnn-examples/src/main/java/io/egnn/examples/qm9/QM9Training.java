/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.loss.L1Loss;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.datasets.molecule.QM9;
import io.egnn.nn.GraphNetwork;
import io.egnn.training.TrainingOutcome;
import io.egnn.training.TrainingRun;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import io.egnn.zoo.MoleculeTranslatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One training by a recipe, into a folder that {@code Criteria.optModelPath} loads.
 *
 * @param recipe the model and how to train it
 * @param data what to train on
 * @param seed of everything that is random
 * @param device where to compute
 * @param folder takes the model with its card, the log, and the checkpoint
 * @param command what the card says to have run it
 */
record QM9Training(
        QM9Recipe recipe, QM9Data data, long seed, Device device, Path folder, String command) {

    private static final String NAME = "qm9";

    /** What came out: the epochs, and the card that is in the folder. */
    record Result(TrainingOutcome outcome, ModelCard card) {}

    /** Everything that decides what comes out of it, the same in every process. */
    String settings() {
        return "%s, seed %d, trained on %s, validated with %s"
                .formatted(recipe, seed, data.training().sha256(), data.validation().sha256());
    }

    /**
     * Trains, from the beginning or from the checkpoint in the folder.
     *
     * @throws IOException if the folder holds what this would destroy, or a file cannot be written
     */
    Result run(boolean resume, Progress progress)
            throws IOException, ModelException, TranslateException {
        Path checkpoint = folder.resolve("checkpoint.bin");
        Path parameters = folder.resolve(NAME + "-0000.params");
        if (!resume) {
            if (Files.exists(checkpoint) && !Files.exists(parameters)) {
                throw new IOException(
                        folder
                                + " holds a training that has not ended: --resume continues it, another --out leaves it alone");
            }
            // In this order: a process that dies in between leaves nothing unfinished behind.
            Files.deleteIfExists(checkpoint);
            Files.deleteIfExists(parameters);
        }
        LabelScaling scaling = recipe.scaling(data.training());
        try (Model model = Model.newInstance(NAME, device, "PyTorch")) {
            TrainingOutcome outcome = train(model, scaling, checkpoint, resume, progress);
            Map<String, String> translator = MoleculeTranslatorFactory.arguments(scaling);
            // Saved twice, since the test measures what is loaded from the folder.
            ModelFolder.save(folder, model, translator, card(outcome, List.of()));
            ModelCard card = card(outcome, measure());
            ModelFolder.save(folder, model, translator, card);
            return new Result(outcome, card);
        }
    }

    private TrainingOutcome train(
            Model model, LabelScaling scaling, Path checkpoint, boolean resume, Progress progress)
            throws IOException, TranslateException {
        QM9 training = dataset(data.training(), scaling);
        QM9 validation = dataset(data.validation(), scaling);
        // DJL draws the initial parameters with the engine's generator.
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
        GraphNetwork<?> network = recipe.config().newNetwork();
        model.setBlock(network);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList first = training.batches(manager, 0).iterator().next().getData();
            network.initialize(model.getNDManager(), DataType.FLOAT32, first.getShapes());
        }
        return TrainingRun.builder()
                .setModel(model)
                .setLoss(new L1Loss("mae"))
                .setTraining(training::batches)
                .optValidation(validation::batches)
                .setOptions(recipe.training(training.batchesPerEpoch(), seed))
                .optDescription(settings())
                .optCheckpoint(checkpoint, recipe.evaluateEvery())
                .optResume(resume)
                .optLog(folder.resolve("log"))
                .optProgress(progress)
                .build()
                .run();
    }

    private QM9 dataset(MoleculeTable table, LabelScaling scaling) {
        return QM9.builder()
                .setTable(table)
                .setScaling(scaling)
                .optBatch(recipe.maxEdges(), QM9.MAX_MOLECULES)
                .optSeed(seed)
                .optDevice(device)
                .build();
    }

    private List<ModelCard.Metric> measure()
            throws IOException, ModelException, TranslateException {
        List<ModelCard.Metric> metrics = new ArrayList<>();
        try (ZooModel<Molecule, MoleculeProperties> saved =
                        QM9Models.load(folder.toString(), device);
                Predictor<Molecule, MoleculeProperties> predictor = saved.newPredictor()) {
            Map<String, Double> errors = QM9Errors.measure(predictor, data.test(), null);
            for (MoleculeTarget target : recipe.targets()) {
                metrics.add(
                        new ModelCard.Metric(
                                QM9Models.METRIC + target.name(),
                                errors.getOrDefault(target.name(), Double.NaN),
                                target.unit(),
                                "%s, %d test molecules"
                                        .formatted(data.title(), data.test().size())));
            }
        }
        return metrics;
    }

    private ModelCard card(TrainingOutcome outcome, List<ModelCard.Metric> tested) {
        List<ModelCard.Metric> metrics = new ArrayList<>(tested);
        metrics.add(
                new ModelCard.Metric(
                        "validation_mae",
                        outcome.bestMetric(),
                        "mean absolute deviations",
                        "%d validation molecules, best epoch %d"
                                .formatted(data.validation().size(), outcome.bestEpoch())));
        return new ModelCard(
                "Predicts %s of molecules of H, C, N, O and F; trained on %d molecules, not on the paper's 100,000."
                        .formatted(
                                recipe.targets().stream().map(MoleculeTarget::name).toList(),
                                data.training().size()),
                new ModelCard.Data(data.title(), data.training().sha256(), data.describe()),
                new ModelCard.Training(
                        recipe.toString(),
                        seed,
                        recipe.epochs(),
                        System.getProperty("egnn.commit", "unknown"),
                        command),
                metrics);
    }
}

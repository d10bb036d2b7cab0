/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.L1Loss;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.LabelScaling.Explained;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.datasets.molecule.QM9;
import io.egnn.examples.qm9.QM9Errors;
import io.egnn.examples.qm9.QM9Models;
import io.egnn.examples.training.Commit;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.MoleculeEgnnConfig;
import io.egnn.nn.NetworkConfig;
import io.egnn.weights.StateDict;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import io.egnn.zoo.MoleculeTranslator;
import io.egnn.zoo.MoleculeTranslatorFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adapts a pretrained model of molecules to a label that it has never seen, with a few hundred
 * molecules and DJL's own training loop; beside it, a model that is trained from scratch on the
 * same molecules with the same number of steps.
 *
 * <p>The adapted network takes over the layers and what they tell of every atom; the readout of the
 * whole molecule begins anew, since what it has learned is good for the old labels alone. Then all
 * parameters are trained. A network that was trained for long soon knows a few hundred molecules by
 * heart, so its weights decay. From scratch, the network is not in that danger, and does better
 * without decay.
 *
 * @param pretrained a model of the zoo or a trained folder
 * @param target what is learned
 * @param logarithm whether its logarithm is learned, so that relative errors count; else its value
 * @param steps updates of the parameters
 * @param seed of the order of the molecules, and of what begins anew
 * @param device where to compute
 */
public record FineTuneQM9(
        String pretrained,
        MoleculeTarget target,
        boolean logarithm,
        int steps,
        long seed,
        Device device) {

    /** Updates in which a few hundred molecules are learned. */
    static final int STEPS = 500;

    private static final int BATCH = 20;
    private static final float LEARNING_RATE = 1e-3f;

    /** What turns the sum over all atoms into labels. */
    private static final String READOUT = "graph_dec.";

    /** Of the fine-tuned model. */
    private static final double WEIGHT_DECAY = 1;

    private static final String MODEL_NAME = "qm9";

    /**
     * Mean absolute errors on test molecules, in the unit of the target; of its logarithm, in %.
     *
     * @param composition of what the numbers of atoms alone say, by least squares
     * @param fineTuned of the pretrained model after fine-tuning
     * @param fromScratch of the model without pretraining
     * @param steps the updates that were made, whole epochs of them
     */
    public record Errors(double composition, double fineTuned, double fromScratch, int steps) {}

    /**
     * Where a fine-tuned model is kept.
     *
     * @param folder takes it
     * @param command what its card says to have made it
     */
    public record Kept(Path folder, String command) {}

    /**
     * Trains and measures both.
     *
     * @param training molecules to train on, at least {@value #BATCH}
     * @param test molecules to measure with
     * @param kept where the fine-tuned model goes, or null
     * @param listeners told of every batch of both trainings
     * @return the errors
     * @throws IOException if the pretrained model cannot be read or the new one not be written
     * @throws ModelException if the pretrained model cannot be loaded
     * @throws TranslateException if data do not fit the model
     * @throws IllegalArgumentException if there are too few molecules or steps, the pretrained
     *     model has another kind of network, or the logarithm of a label is asked for and there is
     *     none
     */
    public Errors run(
            MoleculeTable training,
            MoleculeTable test,
            @Nullable Kept kept,
            TrainingListener... listeners)
            throws IOException, ModelException, TranslateException {
        Explained explained = logarithm ? Explained.LOGARITHM : Explained.COUNTS;
        LabelScaling scaling =
                new LabelScaling(List.of(LabelScaling.fit(training, target, explained)));
        double composition = composition(scaling, test);
        QM9 data =
                QM9.builder()
                        .setTable(training)
                        .setScaling(scaling)
                        .optBatch(QM9.MAX_EDGES, BATCH)
                        .optSeed(seed)
                        .optDevice(device)
                        .build();
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
        try (ZooModel<Molecule, MoleculeProperties> source = QM9Models.load(pretrained, device);
                Model tuned = Model.newInstance(MODEL_NAME, device, "PyTorch");
                Model scratch = Model.newInstance("scratch", device, "PyTorch")) {
            GraphNetwork<?> network = (GraphNetwork<?>) source.getBlock();
            Shape[] inputShapes = inputShapes(data);
            adapt(network, tuned, inputShapes);
            scratch.setBlock(forOneProperty(network.config()).newNetwork());
            int made = fit(tuned, inputShapes, data, WEIGHT_DECAY, listeners);
            fit(scratch, inputShapes, data, 0, listeners);
            Errors errors =
                    new Errors(
                            composition,
                            error(tuned, scaling, test),
                            error(scratch, scaling, test),
                            made);
            if (kept != null) {
                ModelFolder.save(
                        kept.folder(),
                        tuned,
                        MoleculeTranslatorFactory.arguments(scaling),
                        card(
                                training,
                                test,
                                errors,
                                made / data.batchesPerEpoch(),
                                kept.command()));
            }
            return errors;
        }
    }

    /** The same network with one output. */
    private static NetworkConfig forOneProperty(NetworkConfig config) {
        if (config instanceof MoleculeEgnnConfig molecule) {
            return molecule.withOutputs(1);
        }
        if (config instanceof EgnnConfig egnn && egnn.outputs() == Outputs.GRAPH) {
            return new EgnnConfig(
                    egnn.inputFeatures(),
                    egnn.layers(),
                    egnn.sharedLayers(),
                    egnn.layer(),
                    1,
                    egnn.outputs());
        }
        throw new IllegalArgumentException(
                "--model: expected an EGNN that predicts properties of molecules, got " + config);
    }

    /** Gives a model the same network with one output and a new readout. */
    static void adapt(GraphNetwork<?> network, Model model, Shape[] inputShapes) {
        Block block = forOneProperty(network.config()).newNetwork();
        block.initialize(model.getNDManager(), DataType.FLOAT32, inputShapes);
        StateDict.copy(network, block, name -> !name.startsWith(READOUT));
        model.setBlock(block);
    }

    private int fit(
            Model model,
            Shape[] inputShapes,
            QM9 data,
            double weightDecay,
            TrainingListener... listeners)
            throws IOException, TranslateException {
        return new FineTuning(new L1Loss("mae"), LEARNING_RATE, weightDecay, steps, device)
                .fit(model, inputShapes, List.of(), data, data.batchesPerEpoch(), listeners);
    }

    private static Shape[] inputShapes(QM9 data) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList first = data.batches(manager, 0).iterator().next().getData();
            return first.getShapes();
        }
    }

    /** The unit of {@link Errors}. */
    static String errorUnit(MoleculeTarget target, boolean logarithm) {
        return logarithm ? "%" : target.unit();
    }

    private double composition(LabelScaling scaling, MoleculeTable test) {
        double sum = 0;
        for (int m = 0; m < test.size(); m++) {
            sum += Math.abs(scaling.scaled(test, m)[0]) * scaling.targets().get(0).scale();
        }
        return (logarithm ? 100 : 1) * sum / test.size();
    }

    private double error(Model model, LabelScaling scaling, MoleculeTable test)
            throws TranslateException {
        try (Predictor<Molecule, MoleculeProperties> predictor =
                model.newPredictor(new MoleculeTranslator(scaling))) {
            return logarithm
                    ? QM9Errors.relative(predictor, test, target)
                    : QM9Errors.measure(predictor, test, List.of(target), null)
                            .getOrDefault(target.name(), Double.NaN);
        }
    }

    private ModelCard card(
            MoleculeTable training, MoleculeTable test, Errors errors, int epochs, String command) {
        return new ModelCard(
                "Predicts %s of molecules of H, C, N, O and F; %s fine-tuned on %d molecules."
                        .formatted(target.name(), pretrained, training.size()),
                new ModelCard.Data(
                        "molecules with the label " + target.name(),
                        training.sha256(),
                        "%d training, %d test molecules".formatted(training.size(), test.size())),
                new ModelCard.Training(toString(), seed, epochs, Commit.current(), command),
                List.of(
                        new ModelCard.Metric(
                                ModelCard.TEST_ERROR + target.name(),
                                errors.fineTuned(),
                                errorUnit(target, logarithm),
                                test.size() + " test molecules")));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.ndarray.NDList;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.randomgraph.GivenGraphs;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.examples.training.Commit;
import io.egnn.examples.training.InitialParameters;
import io.egnn.nn.autoencoder.GraphAutoencoder;
import io.egnn.training.ReconstructionCounts;
import io.egnn.training.ReconstructionLoss;
import io.egnn.training.TrainingOutcome;
import io.egnn.training.TrainingRun;
import io.egnn.training.WeightedMean;
import io.egnn.zoo.GraphTranslatorFactory;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A training to overfit, as in figure 5, right: all graphs in every step, and the same ones to
 * measure with. It ends when the F1 score is 1 at two evaluations in a row.
 *
 * @param recipe the network and how to train it, but for the size of its batches
 * @param name of the graphs
 * @param graphs to train on and to measure with
 * @param seed of everything that is random
 * @param device where to compute
 * @param folder takes the model with its card, and the log
 * @param command what the card says to have run it
 */
record OverfitTraining(
        GraphRecipe recipe,
        String name,
        GraphCollection graphs,
        long seed,
        Device device,
        Path folder,
        String command)
        implements PlannedTraining {

    /** A draw of noise that no step of a training has. */
    private static final int EVALUATION = 1_000_000;

    /**
     * Now and then a step makes the points of one graph fly apart. The loss of all is then ten
     * times as large, and a few steps later all graphs are lost.
     */
    private static final double JUMP = 3;

    @Override
    public String system() {
        return recipe.title();
    }

    @Override
    public String title() {
        return "%s on %s".formatted(recipe.title(), name);
    }

    @Override
    public String settings() {
        return "%s, but all graphs of %s in every step until F1 is 1, back where the loss is %s times the usual, seed %d"
                .formatted(recipe, graphs.sha256(), JUMP, seed);
    }

    @Override
    public long updates() {
        return recipe.schedule().epochs();
    }

    /** {@inheritDoc} The test is the F1 score with new noise, validation 1 less it in the end. */
    @Override
    public TrainingResult train(Progress progress)
            throws IOException, ModelException, TranslateException {
        try (Model model = Model.newInstance(GraphTask.MODEL, device, "PyTorch")) {
            GivenGraphs all = data();
            long parameters = InitialParameters.draw(model, recipe.config(), all::batches, seed);
            TrainingOutcome outcome = run(model, all, progress);
            double f1 = GraphMetrics.of((GraphAutoencoder) model.getBlock(), graphs, device).f1();
            ModelFolder.save(folder, model, GraphTranslatorFactory.arguments(), card(f1));
            return new TrainingResult(
                    settings(),
                    seed,
                    outcome.bestMetric(),
                    f1,
                    outcome.bestEpoch(),
                    outcome.log().size(),
                    outcome.updates(),
                    parameters,
                    outcome.seconds());
        }
    }

    private GivenGraphs data() {
        return GivenGraphs.builder(graphs)
                .optSeed(seed)
                .optDimension(recipe.config().noiseDimension())
                .optDevice(device)
                .setSampling(new BatchSampler(new SequenceSampler(), graphs.size()))
                .build();
    }

    private TrainingOutcome run(Model model, GivenGraphs all, Progress progress)
            throws IOException, TranslateException {
        return TrainingRun.builder()
                .setModel(model)
                .setLoss(new ReconstructionLoss())
                .setTraining(all::batches)
                .optValidation(
                        (manager, epoch) -> all.batches(manager, EVALUATION),
                        OverfitTraining::missingF1)
                .setOptions(
                        recipe.schedule().training(1, seed).withTarget(0).withBacktracking(JUMP))
                .optDescription(settings())
                .optCheckpoint(folder.resolve("checkpoint.bin"), recipe.schedule().evaluateEvery())
                .optResume(true)
                .optLog(folder.resolve("log"))
                .optProgress(progress)
                .optSamples("graphs")
                .build()
                .run();
    }

    /** 1 less the F1 score. */
    private static WeightedMean missingF1(Batch batch, NDList predictions) {
        double f1 = ReconstructionCounts.of(batch.getLabels(), predictions).f1();
        return new WeightedMean((1 - f1) * batch.getSize(), batch.getSize());
    }

    private ModelCard card(double f1) {
        return new ModelCard(
                "Knows by heart: %s.".formatted(name),
                new ModelCard.Data(name, graphs.sha256(), "training graphs alone"),
                new ModelCard.Training(
                        recipe.toString(),
                        seed,
                        recipe.schedule().epochs(),
                        Commit.current(),
                        command),
                List.of(
                        new ModelCard.Metric(
                                "training_f1",
                                f1,
                                "of 1",
                                "%d training graphs, mean of %d draws"
                                        .formatted(graphs.size(), GraphMetrics.AVERAGED_DRAWS))));
    }
}

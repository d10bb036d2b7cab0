/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.randomgraph.GivenGraphs;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.examples.training.InitialParameters;
import io.egnn.training.CosineSchedule;
import io.egnn.training.ReconstructionCounts;
import io.egnn.training.ReconstructionLoss;
import io.egnn.training.TrainingOptions;
import io.egnn.training.TrainingRun;
import io.egnn.training.WeightedMean;
import io.egnn.zoo.GraphTranslatorFactory;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A training to overfit, as in figure 5, right: all graphs in every step, and the same graphs to
 * measure with. It ends when the F1 score is 1 at two evaluations in a row.
 *
 * @param recipe the network; of how to train it only the optimizer and the learning rate
 * @param name of the graphs
 * @param graphs to train on and to measure with
 * @param steps at the most
 * @param evaluateEvery steps from one evaluation to the next, each with other noise
 * @param seed of everything that is random
 * @param device where to compute
 * @param folder takes the model with its card, and the log
 */
record FullBatchTraining(
        GraphRecipe recipe,
        String name,
        GraphCollection graphs,
        int steps,
        int evaluateEvery,
        long seed,
        Device device,
        Path folder)
        implements PlannedTraining {

    /** Draws of noise of evaluations, which no step of a training has. */
    private static final int FIRST_EVALUATION = 1_000_000;

    /**
     * Smaller than with batches: if all points have flown apart there is no other graph whose
     * gradient could bring them back.
     */
    private static final float LEARNING_RATE = 1e-3f;

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
        return "%s, %d steps of all graphs of %s at rate %s, F1 every %d, seed %d"
                .formatted(recipe, steps, graphs.sha256(), LEARNING_RATE, evaluateEvery, seed);
    }

    @Override
    public long updates() {
        return steps;
    }

    /** {@inheritDoc} The test is the F1 score, and validation 1 less it. */
    @Override
    public TrainingResult train(Progress progress)
            throws IOException, ModelException, TranslateException {
        long begin = System.nanoTime();
        try (Model model = Model.newInstance(GraphTask.MODEL, device, "PyTorch")) {
            GivenGraphs all =
                    GivenGraphs.builder(graphs)
                            .optSeed(seed)
                            .optDimension(recipe.config().noiseDimension())
                            .optDevice(device)
                            .setSampling(new BatchSampler(new SequenceSampler(), graphs.size()))
                            .build();
            long parameters = InitialParameters.draw(model, recipe.config(), all::batches, seed);
            Perfection perfection = new Perfection();
            int done = run(model, all, perfection, progress);
            ModelFolder.save(folder, model, GraphTranslatorFactory.arguments(), card(perfection));
            return new TrainingResult(
                    settings(),
                    seed,
                    1 - perfection.f1,
                    perfection.f1,
                    done,
                    done,
                    done,
                    parameters,
                    (System.nanoTime() - begin) / 1e9);
        }
    }

    private int run(Model model, GivenGraphs all, Perfection perfection, Progress progress)
            throws IOException, TranslateException {
        TrainingOptions options =
                TrainingOptions.of(
                                steps,
                                recipe.schedule().optimizer(),
                                CosineSchedule.perUpdate(LEARNING_RATE, 0, steps),
                                seed)
                        .withEvaluateEvery(evaluateEvery);
        try {
            return TrainingRun.builder()
                    .setModel(model)
                    .setLoss(new ReconstructionLoss())
                    .setTraining(all::batches)
                    .optValidation(
                            (manager, epoch) ->
                                    all.batches(manager, FIRST_EVALUATION + perfection.evaluations),
                            perfection::measure)
                    .setOptions(options)
                    .optDescription(settings())
                    .addListeners(perfection)
                    .optCheckpoint(folder.resolve("checkpoint.bin"), 10 * evaluateEvery)
                    .optResume(true)
                    .optLog(folder.resolve("log"))
                    .optProgress(progress)
                    .optSamples("graphs")
                    .build()
                    .run()
                    .log()
                    .size();
        } catch (EarlyStoppedException e) {
            progress.end();
            return e.getStopEpoch();
        }
    }

    private ModelCard card(Perfection perfection) {
        return new ModelCard(
                "Knows by heart: %s.".formatted(name),
                new ModelCard.Data(name, graphs.sha256(), "training graphs alone"),
                new ModelCard.Training(
                        recipe.toString(),
                        seed,
                        steps,
                        System.getProperty("egnn.commit", "unknown"),
                        settings()),
                List.of(
                        new ModelCard.Metric(
                                "training_f1",
                                perfection.f1,
                                "of 1",
                                "%d training graphs".formatted(graphs.size()))));
    }

    /** The F1 score of the last evaluation, and how many in a row were perfect. */
    private static final class Perfection extends TrainingListenerAdapter {

        private int evaluations;
        private int perfect;
        private double f1;
        private int steps;

        WeightedMean measure(Batch batch, NDList predictions) {
            evaluations++;
            f1 = ReconstructionCounts.of(batch.getLabels(), predictions).f1();
            perfect = f1 == 1 ? perfect + 1 : 0;
            return new WeightedMean((1 - f1) * batch.getSize(), batch.getSize());
        }

        @Override
        public void onEpoch(Trainer trainer) {
            steps++;
            if (perfect == 2) {
                throw new EarlyStoppedException(steps, "every graph is read back");
            }
        }
    }
}

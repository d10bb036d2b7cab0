/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import io.egnn.datasets.SampleSet;
import io.egnn.examples.command.LearningCurve;
import io.egnn.examples.reproduce.PlannedTraining;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.nn.GraphNetwork;
import io.egnn.training.BatchSource;
import io.egnn.training.TrainingOutcome;
import io.egnn.training.TrainingRun;
import io.egnn.zoo.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training by a recipe, into a folder that {@code Criteria.optModelPath} loads.
 *
 * @param <T> the kind of task
 * @param task the recipe and the data
 * @param seed of everything that is random
 * @param device where to compute
 * @param from the trained model whose parameters it begins with, of the zoo or a folder; null to
 *     draw them
 * @param folder takes the model with its card, the log and its picture, and the checkpoint
 * @param command what the card says to have run it
 */
public record TaskTraining<T extends TrainingTask>(
        T task, long seed, Device device, @Nullable String from, Path folder, String command)
        implements PlannedTraining {

    @Override
    public String system() {
        return task.recipe().title();
    }

    @Override
    public String title() {
        return "%s, seed %d".formatted(task.title(), seed);
    }

    @Override
    public String settings() {
        TrainingData data = task.data();
        double jump = task.recipe().jumpFactor();
        return "%s, seed %d%s%s, trained on %s, validated with %s, tested with %s"
                .formatted(
                        task.recipe(),
                        seed,
                        from == null ? "" : ", from " + from,
                        jump < Double.POSITIVE_INFINITY
                                ? ", back where the loss is %s times the usual".formatted(jump)
                                : "",
                        data.training().sha256(),
                        data.validation().sha256(),
                        data.tests().values().stream().map(SampleSet::sha256).toList());
    }

    @Override
    public long updates() {
        return (long) task.recipe().schedule().epochs() * task.updatesPerEpoch();
    }

    @Override
    public TrainingResult train(Progress progress)
            throws IOException, ModelException, TranslateException {
        TrainedModel trained = run(true, progress);
        return new TrainingResult(
                settings(),
                seed,
                trained.outcome().bestMetric(),
                trained.card().metrics().get(0).value(),
                trained.outcome().bestEpoch(),
                trained.outcome().log().size(),
                trained.outcome().updates(),
                trained.parameters(),
                trained.seconds());
    }

    /**
     * Trains, from the beginning or from the checkpoint in the folder.
     *
     * @param resume whether to go on from the checkpoint if there is one
     * @param progress told of every step
     * @return what came out; the model is in the folder
     * @throws IOException if the folder holds what this would destroy, or a file cannot be written
     * @throws ModelException if the trained model cannot be loaded
     * @throws TranslateException if data do not fit the model
     */
    public TrainedModel run(boolean resume, Progress progress)
            throws IOException, ModelException, TranslateException {
        if (!resume) {
            requireNothingUnfinished();
        }
        try (Model model = Model.newInstance(task.modelName(), device, "PyTorch")) {
            BatchSource training = task.training(seed, device);
            long parameters = InitialParameters.draw(model, task.recipe().config(), training, seed);
            boolean goesOn = resume && Files.exists(checkpoint());
            if (from != null && !goesOn) {
                InitialParameters.take((GraphNetwork<?>) model.getBlock(), device, from);
            }
            TrainingOutcome outcome = train(model, training, resume, progress);
            LearningCurve.write(
                    folder.resolve("learning_curve.png"),
                    task.title(),
                    "%s (%s)".formatted(task.error().title(), task.error().unit()),
                    outcome);
            ModelCard card =
                    task.saveMeasured(folder, model, device, tested -> card(outcome, tested));
            return new TrainedModel(outcome, parameters, card);
        }
    }

    private void requireNothingUnfinished() throws IOException {
        if (Files.exists(checkpoint()) && !Files.exists(parameters())) {
            throw new IOException(
                    folder
                            + " holds a training that has not ended: --resume continues it, another --out leaves it alone");
        }
    }

    /**
     * Takes away what an earlier training left once this one has an epoch of its own: one that
     * cannot even begin destroys nothing.
     */
    private final class EndOfEarlier extends TrainingListenerAdapter {

        private boolean done;

        @Override
        public void onEpoch(Trainer trainer) {
            if (done) {
                return;
            }
            done = true;
            try {
                // In this order: a process that dies in between leaves nothing unfinished behind.
                Files.deleteIfExists(checkpoint());
                Files.deleteIfExists(parameters());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TrainingOutcome train(
            Model model, BatchSource training, boolean resume, Progress progress)
            throws IOException, TranslateException {
        Schedule schedule = task.recipe().schedule();
        TrainingRun.Builder run =
                TrainingRun.builder()
                        .setModel(model)
                        .setLoss(task.loss())
                        .setTraining(training)
                        .optValidation(task.validation(seed, device))
                        .setOptions(
                                schedule.training(task.updatesPerEpoch(), seed)
                                        .withBacktracking(task.recipe().jumpFactor()))
                        .optDescription(settings())
                        .optCheckpoint(checkpoint(), schedule.evaluateEvery())
                        .optResume(resume)
                        .optLog(folder.resolve("log"))
                        .optProgress(progress)
                        .optSamples(task.samples());
        if (!resume) {
            run.addListeners(new EndOfEarlier());
        }
        return run.build().run();
    }

    private Path parameters() {
        return folder.resolve(task.modelName() + "-0000.params");
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint.bin");
    }

    private ModelCard card(TrainingOutcome outcome, List<ModelCard.Metric> tested) {
        TrainingData data = task.data();
        List<ModelCard.Metric> metrics = new ArrayList<>(tested);
        metrics.add(
                new ModelCard.Metric(
                        "validation_" + task.error().name(),
                        outcome.bestMetric(),
                        task.error().unit(),
                        "%d validation %s, best epoch %d"
                                .formatted(
                                        data.validation().size(),
                                        task.samples(),
                                        outcome.bestEpoch())));
        return new ModelCard(
                task.description(),
                data.cardEntry(),
                new ModelCard.Training(
                        task.recipe().toString(),
                        seed,
                        task.recipe().schedule().epochs(),
                        Commit.current(),
                        command),
                metrics);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A training from the first epoch to the last, or from the checkpoint where it was killed.
 *
 * <p>It trains with {@link TapeTrainer} and {@link FusedAdam}, evaluates without gradients, keeps
 * the parameters of the best validation epoch, and leaves them in the model: without validation
 * data the average of the parameters if there is one, else the last ones. With the same machine and
 * number of threads a resumed run ends with the same bits as one that never stopped, provided that
 * the initial parameters and the batches are functions of a seed.
 *
 * <p>Parameters frozen before stay frozen, also in a loaded model, whose parameters DJL's own
 * trainer would thaw.
 */
public final class TrainingRun {

    final Model model;
    final Loss loss;
    final BatchSource training;
    final @Nullable BatchSource validation;
    final ValidationMetric metric;
    final TrainingOptions options;
    final String description;
    final @Nullable Path checkpoint;
    final int checkpointEvery;
    final boolean resume;
    final @Nullable Path log;
    final List<TrainingListener> listeners;
    final Progress progress;
    final String samples;

    private TrainingRun(Builder b) {
        model = Objects.requireNonNull(b.model, "setModel is missing");
        loss = Objects.requireNonNull(b.loss, "setLoss is missing");
        training = Objects.requireNonNull(b.training, "setTraining is missing");
        options = Objects.requireNonNull(b.options, "setOptions is missing");
        validation = b.validation;
        metric = b.metric == null ? ValidationMetric.of(loss) : b.metric;
        description = options.describe() + "; " + b.description;
        checkpoint = b.checkpoint;
        checkpointEvery = b.checkpointEvery;
        resume = b.resume;
        log = b.log;
        listeners = List.copyOf(b.listeners);
        progress = b.progress;
        samples = b.samples;
    }

    /**
     * Starts the description of a run.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Trains.
     *
     * @return what came out; the parameters are in the model
     * @throws java.io.InterruptedIOException if the thread is interrupted, before the next batch; a
     *     checkpoint stays as the last epoch has left it
     * @throws IOException if data cannot be read, or a checkpoint or log cannot be read or written
     * @throws TranslateException if the data cannot be turned into arrays
     * @throws TrainingDivergedException if the loss, the metric or a gradient is not finite
     * @throws IllegalStateException if the model's block is not initialized or frozen altogether,
     *     or if an epoch has no training samples
     * @throws IllegalArgumentException if the schedule gives a learning rate that is negative or
     *     not a number
     */
    public TrainingOutcome run() throws IOException, TranslateException {
        try (TrainingLoop loop = new TrainingLoop(this)) {
            return loop.run();
        }
    }

    /** Describes a run. */
    public static final class Builder {

        private @Nullable Model model;
        private @Nullable Loss loss;
        private @Nullable BatchSource training;
        private @Nullable TrainingOptions options;
        private @Nullable BatchSource validation;
        private @Nullable ValidationMetric metric;
        private String description = "";
        private @Nullable Path checkpoint;
        private int checkpointEvery = 1;
        private boolean resume;
        private @Nullable Path log;
        private final List<TrainingListener> listeners = new ArrayList<>();
        private Progress progress = new ProgressBar();
        private String samples = "samples";

        private Builder() {}

        /**
         * Sets the model.
         *
         * @param value a model with an initialized block, on the device to train on
         * @return this
         */
        public Builder setModel(Model value) {
            model = value;
            return this;
        }

        /**
         * Sets the loss.
         *
         * @param value a loss whose value is the mean over the samples of a batch
         * @return this
         */
        public Builder setLoss(Loss value) {
            loss = value;
            return this;
        }

        /**
         * Sets the training data.
         *
         * @param value the batches of every epoch
         * @return this
         */
        public Builder setTraining(BatchSource value) {
            training = value;
            return this;
        }

        /**
         * Sets how to train.
         *
         * @param value the options
         * @return this
         */
        public Builder setOptions(TrainingOptions value) {
            options = value;
            return this;
        }

        /**
         * Adds validation data, measured by the loss.
         *
         * @param source the batches; always asked for epoch 0
         * @return this
         */
        public Builder optValidation(BatchSource source) {
            validation = source;
            return this;
        }

        /**
         * Adds validation data.
         *
         * @param source the batches; always asked for epoch 0
         * @param measure what decides which epoch is the best
         * @return this
         */
        public Builder optValidation(BatchSource source, ValidationMetric measure) {
            validation = source;
            metric = measure;
            return this;
        }

        /**
         * Writes checkpoints.
         *
         * @param file the file, replaced each time
         * @param everyEpochs epochs from one to the next; the last epoch always writes one
         * @return this
         * @throws IllegalArgumentException if the interval is not positive
         */
        public Builder optCheckpoint(Path file, int everyEpochs) {
            if (everyEpochs < 1) {
                throw new IllegalArgumentException(
                        "the checkpoint interval must be at least 1 epoch, got " + everyEpochs);
            }
            checkpoint = file;
            checkpointEvery = everyEpochs;
            return this;
        }

        /**
         * Continues from the checkpoint if there is one.
         *
         * @param value false (the default) to begin anew and overwrite it
         * @return this
         */
        public Builder optResume(boolean value) {
            resume = value;
            return this;
        }

        /**
         * Describes model and data; a checkpoint continues only with the description that it was
         * written with.
         *
         * @param value for example the model's configuration and the hash of the data
         * @return this
         */
        public Builder optDescription(String value) {
            description = value;
            return this;
        }

        /**
         * Logs every epoch to {@code BASE.csv} and {@code BASE.jsonl}.
         *
         * @param base the path without suffix
         * @return this
         */
        public Builder optLog(Path base) {
            log = base;
            return this;
        }

        /**
         * Adds listeners to DJL's trainer.
         *
         * @param values the listeners; their state is not in the checkpoint
         * @return this
         */
        public Builder addListeners(TrainingListener... values) {
            listeners.addAll(List.of(values));
            return this;
        }

        /**
         * Replaces DJL's progress bar.
         *
         * @param value what shows the progress
         * @return this
         */
        public Builder optProgress(Progress value) {
            progress = value;
            return this;
        }

        /**
         * Says what the progress bar counts in a second.
         *
         * @param value a plural such as {@code molecules}; {@code samples} by default
         * @return this
         */
        public Builder optSamples(String value) {
            samples = value;
            return this;
        }

        /**
         * Finishes the description.
         *
         * @return the run
         * @throws NullPointerException naming the setter that was not called
         * @throws IllegalArgumentException if the run is to stop early or at a target without
         *     validation data, or to resume without a checkpoint
         */
        public TrainingRun build() {
            if (resume && checkpoint == null) {
                throw new IllegalArgumentException("optResume(true) needs optCheckpoint");
            }
            if (validation == null && options != null && options.endsEarly()) {
                throw new IllegalArgumentException(
                        "a patience or a target needs optValidation, got " + options.describe());
            }
            return new TrainingRun(this);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import ai.djl.ModelException;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.MetricLines;
import io.egnn.examples.command.Output;
import io.egnn.examples.command.ShellWord;
import io.egnn.file.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of all {@code egnn train ..}, and what these commands do alike. */
public final class TrainOptions {

    /** What asks for other data to evaluate with, after a training on all of somebody's file. */
    public static final String OTHER_DATA = "--data FILE";

    @Option(
            names = "--epochs",
            paramLabel = "E",
            description = "passes over the data (default: those of the model's settings)")
    private @Nullable Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "of everything that is random (default: ${DEFAULT-VALUE})")
    private int seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "takes the model, its log and learning curve (default: out/NAME)")
    private @Nullable Path out;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description =
                    "begin with the parameters of this trained model, a name of the zoo or a folder"
                            + " (default: random ones)")
    private @Nullable String from;

    @Option(names = "--resume", description = "go on where a training into --out was stopped")
    private boolean resume;

    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * The schedule of a recipe, with the number of epochs that is asked for.
     *
     * @param standard of the recipe
     * @return the schedule
     * @throws IllegalArgumentException if less than one epoch is asked for
     */
    public Schedule schedule(Schedule standard) {
        if (epochs == null) {
            return standard;
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("--epochs: expected at least 1, got " + epochs);
        }
        return standard.withEpochs(epochs);
    }

    /**
     * Makes the folder and looks for the device, before data are read for minutes.
     *
     * @return the folder
     * @throws IOException naming the folder, if it cannot be made
     * @throws IllegalArgumentException if the device is not there
     */
    public Path prepare() throws IOException {
        device.get();
        Files.createDirectories(folder());
        return folder();
    }

    /**
     * Trains.
     *
     * @param task the recipe and the data
     * @return what came out
     * @throws IOException if the folder holds what this would destroy, or a file cannot be written
     * @throws ModelException if the trained model cannot be loaded
     * @throws TranslateException if data do not fit the model
     */
    @SuppressWarnings("try") // the lock works by being held
    public TrainedModel train(TrainingTask task)
            throws IOException, ModelException, TranslateException {
        Optional<FolderLock> lock = FolderLock.ifFree(folder());
        if (lock.isEmpty()) {
            throw new IOException(
                    "--out: another training is at work in "
                            + folder()
                            + "; expected another folder");
        }
        try (FolderLock held = lock.get()) {
            return trainAlone(task);
        }
    }

    private TrainedModel trainAlone(TrainingTask task)
            throws IOException, ModelException, TranslateException {
        output.note(
                "Training %s for %d epochs into %s"
                        .formatted(task.title(), task.recipe().schedule().epochs(), folder()));
        String cardCommand =
                task.command(seed) + (from == null ? "" : " --from " + ShellWord.of(from));
        return new TaskTraining<>(task, seed, device.get(), from, folder(), cardCommand)
                .run(resume, new ProgressBar());
    }

    /**
     * Prints what came out.
     *
     * @param result the record for {@code --json}
     * @param trained the same, for people
     * @param testData the options that ask for the data to evaluate it with
     * @throws IOException if it cannot be written
     */
    public void print(Record result, TrainedModel trained, String testData) throws IOException {
        output.result(
                result,
                String.format(Locale.ROOT, "Trained in %.0f s%n", trained.seconds())
                        + MetricLines.of(trained.card().metrics())
                        + "The model is in %s: egnn evaluate %s --model %s %s"
                                .formatted(
                                        folder(),
                                        command.name(),
                                        ShellWord.of(folder()),
                                        testData));
    }

    private Path folder() {
        return out == null ? Path.of("out", command.name()) : out;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import io.egnn.training.BatchSource;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a training of particles, graphs or molecules has of its own: a record of the recipe and the
 * data, which says how one becomes batches for the other and how the result is measured.
 */
public interface TrainingTask {

    /**
     * The network and how to train it.
     *
     * @return the recipe
     */
    Recipe recipe();

    /**
     * What to train on.
     *
     * @return the data
     */
    TrainingData data();

    /**
     * What the files with the parameters are called.
     *
     * @return the name, without number and suffix
     */
    String modelName();

    /**
     * What the samples are.
     *
     * @return such as {@code molecules}
     */
    String samples();

    /**
     * What {@link #loss} measures on the validation data.
     *
     * @return name and unit
     */
    ErrorMeasure error();

    /**
     * What is made small.
     *
     * @return a new loss
     */
    Loss loss();

    /**
     * Batches of an epoch.
     *
     * @return at least 1
     */
    int updatesPerEpoch();

    /**
     * The training data.
     *
     * @param seed of everything that is random
     * @param device of the batches
     * @return batches that are functions of seed and epoch
     */
    BatchSource training(long seed, Device device);

    /**
     * The validation data.
     *
     * @param seed of everything that is random
     * @param device of the batches
     * @return batches
     */
    BatchSource validation(long seed, Device device);

    /**
     * What translates for the trained model.
     *
     * @return arguments of {@code Criteria}, kept with the model
     */
    Map<String, String> translator();

    /**
     * Measures a trained model with the test data.
     *
     * @param folder of the model
     * @param device where to compute
     * @return numbers for the card, the most important one first; none without test data
     * @throws IOException if a file cannot be read
     * @throws ModelException if the model cannot be loaded
     * @throws TranslateException if data do not fit the model
     */
    List<ModelCard.Metric> measure(Path folder, Device device)
            throws IOException, ModelException, TranslateException;

    /**
     * Saves a trained model with what it measures. It is saved twice, since the test measures what
     * is loaded from the folder.
     *
     * @param folder takes the model
     * @param model has the trained network
     * @param device where to compute
     * @param card made of the numbers that {@link #measure} gives
     * @return the card with these numbers
     * @throws IOException if a file cannot be read or written
     * @throws ModelException if the model cannot be loaded
     * @throws TranslateException if data do not fit the model
     */
    default ModelCard saveMeasured(
            Path folder,
            Model model,
            Device device,
            Function<List<ModelCard.Metric>, ModelCard> card)
            throws IOException, ModelException, TranslateException {
        ModelFolder.save(folder, model, translator(), card.apply(List.of()));
        ModelCard measured = card.apply(measure(folder, device));
        ModelFolder.save(folder, model, translator(), measured);
        return measured;
    }

    /**
     * What the card says first.
     *
     * @return a sentence
     */
    String description();

    /**
     * What runs the training alone.
     *
     * @param seed of everything that is random
     * @return a command line
     */
    String command(long seed);

    /**
     * What is trained, with what tells it from other tasks of the same title.
     *
     * @return a few words
     */
    default String system() {
        return recipe().title();
    }

    /**
     * What is trained on what.
     *
     * @return a few words
     */
    default String title() {
        return "%s on %d %s of %s"
                .formatted(system(), data().training().size(), samples(), data().title());
    }
}

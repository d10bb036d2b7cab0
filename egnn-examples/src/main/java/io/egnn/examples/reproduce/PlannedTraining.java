/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import ai.djl.util.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** One training of a table or figure, in a folder of its own. */
public interface PlannedTraining {

    /**
     * What is trained; the updates of one system all take about as long.
     *
     * @return a name
     */
    String system();

    /**
     * What tells this training from the others.
     *
     * @return a few words
     */
    String title();

    /**
     * Where it keeps its checkpoint and puts its model.
     *
     * @return the folder
     */
    Path folder();

    /**
     * Everything that decides what comes out of it.
     *
     * @return a text that is the same in every process
     */
    String settings();

    /**
     * The work.
     *
     * @return updates of the parameters from the beginning to the end
     */
    long updates();

    /**
     * Trains, from the checkpoint if there is one.
     *
     * @param progress told of every step
     * @return what came out
     * @throws IOException if a file cannot be read or written, or is that of another training
     * @throws ModelException if the trained model cannot be loaded
     * @throws TranslateException if data do not fit the model
     */
    TrainingResult train(Progress progress) throws IOException, ModelException, TranslateException;
}

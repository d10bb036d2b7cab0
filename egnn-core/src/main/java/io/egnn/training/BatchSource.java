/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.TranslateException;
import java.io.IOException;

/**
 * The batches of every epoch.
 *
 * <p>For an exact resume they must depend on the epoch's number and on nothing else; {@link
 * DrawSeed} helps.
 */
@FunctionalInterface
public interface BatchSource {

    /**
     * Makes the batches of one epoch.
     *
     * @param manager where their arrays live; each batch has a manager of its own below it, which
     *     is closed with the batch
     * @param epoch the number of epochs before this one
     * @return the batches
     * @throws IOException if the data cannot be read
     * @throws TranslateException if the data cannot be turned into arrays
     */
    Iterable<Batch> epoch(NDManager manager, int epoch) throws IOException, TranslateException;

    /**
     * The batches of a DJL data set, as its sampler makes them.
     *
     * <p>{@link TrainingRun} seeds DJL's random numbers before every epoch, so DJL's own shuffling
     * sampler is resumed exactly too. One that counts epochs itself begins anew in a resumed run,
     * as those of this library's data sets do, whose {@code batches} is a source that is told the
     * epoch.
     *
     * @param dataset the data set
     * @return the source
     */
    static BatchSource of(Dataset dataset) {
        return (manager, epoch) -> dataset.getData(manager);
    }
}

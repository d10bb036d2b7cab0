/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running average of a block's parameters, which often predicts better than the parameters
 * themselves.
 *
 * <p>It starts as a copy of the parameters; after every update \(\bar w = d \, \bar w + (1 - d) \,
 * w\), in one native call. {@link #swap} exchanges average and parameters, for an evaluation or to
 * keep the average.
 *
 * <p>As a listener in {@code EasyTrain.fit} it averages by itself. DJL reports a batch before it
 * updates the parameters, so the average catches up at the next batch or at the end of the epoch;
 * the values are the same.
 */
public final class ExponentialMovingAverage extends TrainingListenerAdapter
        implements Resumable, AutoCloseable {

    private final Block block;
    private final double decay;
    private @Nullable Average average;
    private boolean behind;

    /**
     * Makes an average of one block.
     *
     * @param block the block; it may be initialized later, but before {@link #start} or the first
     *     batch
     * @param decay the weight d of the past, for example 0.999
     * @throws IllegalArgumentException if the decay is not in (0, 1)
     */
    public ExponentialMovingAverage(Block block, double decay) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("the decay must be in (0, 1), got " + decay);
        }
        this.block = block;
        this.decay = decay;
    }

    /** Copies the parameters if that has not happened yet. */
    public void start() {
        average();
    }

    /** Takes in the parameters as they are after an update. */
    public void update() {
        Average a = average();
        TensorLists.lerp(a.values, a.parameters.arrays(), 1 - decay);
    }

    /** Exchanges the parameters and their average; a second call puts them back. */
    public void swap() {
        Average a = average();
        TensorLists.swap(a.values, a.parameters.arrays());
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        catchUp();
        start();
        behind = true;
    }

    @Override
    public void onEpoch(Trainer trainer) {
        catchUp();
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        Average a = average();
        a.parameters.save(out, a.values);
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        Average a = average();
        a.parameters.load(in, a.values);
    }

    /** Frees the average. */
    @Override
    public void close() {
        if (average != null) {
            average.manager.close();
            average = null;
        }
    }

    private void catchUp() {
        if (behind) {
            update();
            behind = false;
        }
    }

    private Average average() {
        if (average == null) {
            BlockParameters parameters = new BlockParameters(block);
            NDManager manager = parameters.newManager();
            average = new Average(parameters, manager, parameters.map(manager, NDArray::duplicate));
        }
        return average;
    }

    private record Average(BlockParameters parameters, NDManager manager, List<NDArray> values) {}
}

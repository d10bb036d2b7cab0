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
 * A copy of a block's parameters from the epoch with the smallest validation metric.
 *
 * <p>As a listener in {@code EasyTrain.fit} it takes DJL's validation loss; put it after {@code
 * TrainingListener.Defaults.basic()}, which computes that. Afterwards {@link #restore()}.
 */
public final class BestWeights extends TrainingListenerAdapter implements Resumable, AutoCloseable {

    private final Block block;
    private @Nullable BlockParameters parameters;
    private @Nullable NDManager manager;
    private List<NDArray> copies = List.of();
    private int epochs;
    private int bestEpoch;
    private double bestMetric = Double.POSITIVE_INFINITY;

    /**
     * Watches one block.
     *
     * @param block the block; it may be initialized later
     */
    public BestWeights(Block block) {
        this.block = block;
    }

    /**
     * Keeps the parameters as they are now if the metric is smaller than every one before; NaN
     * never is.
     *
     * @param epoch the number of epochs trained
     * @param metric the validation metric, smaller is better
     * @return true if they were kept
     * @throws IllegalArgumentException if the epoch is not positive
     */
    public boolean offer(int epoch, double metric) {
        if (epoch < 1) {
            throw new IllegalArgumentException("expected an epoch from 1, got " + epoch);
        }
        if (!(metric < bestMetric)) {
            return false;
        }
        bestMetric = metric;
        bestEpoch = epoch;
        BlockParameters p = parameters();
        TensorLists.copy(copies, p.arrays());
        return true;
    }

    /**
     * Gives the block the parameters of the best epoch.
     *
     * @throws IllegalStateException if no epoch was good enough to be kept
     */
    public void restore() {
        if (!isPresent()) {
            throw new IllegalStateException("no epoch had a finite validation metric");
        }
        BlockParameters p = parameters();
        TensorLists.copy(p.arrays(), copies);
    }

    /**
     * Whether any parameters were kept.
     *
     * @return true if so
     */
    public boolean isPresent() {
        return bestEpoch > 0;
    }

    /**
     * The number of epochs that the best parameters were trained.
     *
     * @return from 1; 0 if none were kept
     */
    public int epoch() {
        return bestEpoch;
    }

    /** The number of epochs that DJL's trainer has told of. */
    int epochs() {
        return epochs;
    }

    /**
     * The smallest metric.
     *
     * @return infinity if none were kept
     */
    public double metric() {
        return bestMetric;
    }

    /**
     * Offers the parameters with DJL's validation loss.
     *
     * @throws IllegalStateException if DJL computed none
     */
    @Override
    public void onEpoch(Trainer trainer) {
        epochs++;
        Float loss = trainer.getTrainingResult().getValidateLoss();
        if (loss == null) {
            throw new IllegalStateException(
                    "no validation loss: add TrainingListener.Defaults.basic() before this listener");
        }
        offer(epochs, loss);
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        out.writeInt(epochs);
        out.writeInt(bestEpoch);
        out.writeDouble(bestMetric);
        if (isPresent()) {
            parameters().save(out, copies);
        }
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        epochs = in.readInt();
        bestEpoch = in.readInt();
        bestMetric = in.readDouble();
        if (isPresent()) {
            BlockParameters p = parameters();
            p.load(in, copies);
        }
    }

    /** Frees the copy; nothing is kept any more. */
    @Override
    public void close() {
        if (manager != null) {
            manager.close();
            manager = null;
            parameters = null;
            copies = List.of();
        }
        bestEpoch = 0;
        bestMetric = Double.POSITIVE_INFINITY;
    }

    private BlockParameters parameters() {
        if (parameters == null) {
            parameters = new BlockParameters(block);
            manager = parameters.newManager();
            copies = parameters.map(manager, NDArray::duplicate);
        }
        return parameters;
    }
}

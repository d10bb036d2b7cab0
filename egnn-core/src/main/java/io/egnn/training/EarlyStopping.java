/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.training.Trainer;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import ai.djl.training.listener.TrainingListenerAdapter;

/**
 * Stops when the best epoch lies too far back.
 *
 * <p>DJL's own {@code EarlyStoppingListener} compares with the epoch before, so a slow decline
 * never stops it and one bad epoch may. Put this one after its {@link BestWeights}; {@code
 * EasyTrain.fit} then ends with DJL's {@link EarlyStoppedException}.
 */
public final class EarlyStopping extends TrainingListenerAdapter {

    private final BestWeights best;
    private final int patience;

    /**
     * Makes a rule.
     *
     * @param best knows the best epoch
     * @param patience epochs without a new best after which to stop
     * @throws IllegalArgumentException if the patience is not positive
     */
    public EarlyStopping(BestWeights best, int patience) {
        if (patience < 1) {
            throw new IllegalArgumentException(
                    "the patience must be at least 1 epoch, got " + patience);
        }
        this.best = best;
        this.patience = patience;
    }

    /**
     * Whether to stop.
     *
     * @param epoch the number of epochs trained
     * @return true if the best epoch lies the patience or more before it
     */
    public boolean isDue(int epoch) {
        return epoch - best.epoch() >= patience;
    }

    /**
     * Ends the training if that is due.
     *
     * @throws EarlyStoppedException if so
     */
    @Override
    public void onEpoch(Trainer trainer) {
        if (isDue(best.epochs())) {
            throw new EarlyStoppedException(
                    best.epochs(),
                    "no epoch since "
                            + best.epoch()
                            + " had a smaller validation loss than "
                            + best.metric());
        }
    }
}

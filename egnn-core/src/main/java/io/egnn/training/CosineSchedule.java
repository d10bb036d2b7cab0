/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.training.tracker.Tracker;

/**
 * A learning rate that rises linearly and then falls to zero along half a cosine.
 *
 * <p>With u the number of the update, from 1, w the warm-up and T the total, both in updates: \[
 * \eta_u = \eta \, u / w \quad (u \le w), \qquad \eta_u = \tfrac{1}{2} \eta \left(1 + \cos
 * \frac{\pi s}{T - w}\right), \quad s = u - 1 - w \quad (u > w) \] Without warm-up and with a
 * period of one this is {@code torch.optim.lr_scheduler.CosineAnnealingLR} stepped after every
 * update; a period of one epoch is the same stepped after every epoch.
 *
 * @param baseValue the largest learning rate
 * @param warmUpUpdates updates until it is reached; 0 for none
 * @param totalUpdates updates until zero is reached, warm-up included
 * @param period updates for which a value stays, once the cosine has begun: s is rounded down to a
 *     multiple
 */
public record CosineSchedule(float baseValue, int warmUpUpdates, int totalUpdates, int period)
        implements Tracker {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is outside its range
     */
    public CosineSchedule {
        if (!(baseValue > 0 && Float.isFinite(baseValue))) {
            throw new IllegalArgumentException("the learning rate must be > 0, got " + baseValue);
        }
        if (warmUpUpdates < 0 || totalUpdates <= warmUpUpdates || period < 1) {
            throw new IllegalArgumentException(
                    "a cosine schedule needs 0 <= warm-up < total and period >= 1, got warm-up "
                            + warmUpUpdates
                            + ", total "
                            + totalUpdates
                            + ", period "
                            + period);
        }
    }

    /**
     * A new value for every update.
     *
     * @param baseValue the largest learning rate
     * @param warmUpUpdates updates until it is reached; 0 for none
     * @param totalUpdates updates until zero is reached, warm-up included
     * @return the schedule
     */
    public static CosineSchedule perUpdate(float baseValue, int warmUpUpdates, int totalUpdates) {
        return new CosineSchedule(baseValue, warmUpUpdates, totalUpdates, 1);
    }

    /**
     * A new value for every epoch.
     *
     * @param baseValue the learning rate of the first epoch
     * @param updatesPerEpoch batches in an epoch
     * @param epochs epochs until zero is reached
     * @return the schedule
     */
    public static CosineSchedule perEpoch(float baseValue, int updatesPerEpoch, int epochs) {
        return new CosineSchedule(
                baseValue, 0, Math.multiplyExact(updatesPerEpoch, epochs), updatesPerEpoch);
    }

    @Override
    public float getNewValue(int numUpdate) {
        if (numUpdate <= warmUpUpdates) {
            return (float) (baseValue * ((double) numUpdate / warmUpUpdates));
        }
        int s = numUpdate - 1 - warmUpUpdates;
        double progress = (double) (s - s % period) / (totalUpdates - warmUpUpdates);
        return (float) (0.5 * baseValue * (1 + Math.cos(Math.PI * Math.min(progress, 1))));
    }
}

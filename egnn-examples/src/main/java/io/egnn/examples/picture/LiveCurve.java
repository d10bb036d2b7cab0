/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import ai.djl.training.Trainer;
import ai.djl.training.TrainingResult;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows the losses of a training while it goes on; to be added behind DJL's own listeners, which
 * measure them.
 */
public final class LiveCurve extends TrainingListenerAdapter {

    private final LinePlot empty;
    private final int every;
    private final Consumer<BufferedImage> show;
    private final List<double[]> training = new ArrayList<>();
    private final List<double[]> validation = new ArrayList<>();

    /**
     * A curve.
     *
     * @param title above the picture
     * @param unit of the loss
     * @param every epochs from one picture to the next
     * @param show takes the pictures, for example a notebook's {@code display}
     */
    public LiveCurve(String title, String unit, int every, Consumer<BufferedImage> show) {
        empty = new LinePlot(title, "epoch", unit);
        this.every = every;
        this.show = show;
    }

    @Override
    public void onEpoch(Trainer trainer) {
        TrainingResult result = trainer.getTrainingResult();
        add(training, result.getTrainLoss());
        add(validation, result.getValidateLoss());
        if (training.size() % every == 0) {
            LinePlot plot = empty.with("training", training);
            show.accept(
                    (validation.isEmpty() ? plot : plot.with("validation", validation)).image());
        }
    }

    private static void add(List<double[]> curve, @Nullable Float loss) {
        if (loss != null) {
            curve.add(new double[] {curve.size() + 1, loss});
        }
    }
}

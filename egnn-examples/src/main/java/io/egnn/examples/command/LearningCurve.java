/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import io.egnn.examples.picture.Panels;
import io.egnn.file.AtomicFile;
import io.egnn.training.EpochRecord;
import io.egnn.training.TrainingOutcome;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of the errors over the epochs. */
public final class LearningCurve {

    private LearningCurve() {}

    /**
     * Draws the log of a training.
     *
     * @param file takes the picture
     * @param title what was trained
     * @param unit what is on the axis of the errors
     * @param outcome has the log
     * @throws IOException naming the file, if it cannot be written
     */
    public static void write(Path file, String title, String unit, TrainingOutcome outcome)
            throws IOException {
        List<EpochRecord> log = outcome.log();
        List<EpochRecord> validated =
                log.stream().filter(r -> !Double.isNaN(r.validation())).toList();
        XYChart chart =
                Panels.empty(
                        String.format(
                                Locale.ROOT,
                                "%s: best validation error %.5f after %d epochs",
                                title,
                                outcome.bestMetric(),
                                outcome.bestEpoch()),
                        "epoch",
                        unit,
                        900,
                        540);
        // An error of exactly 0 has no place on an axis of logarithms.
        chart.getStyler()
                .setYAxisLogarithmic(
                        log.stream().allMatch(r -> r.trainLoss() > 0)
                                && validated.stream().allMatch(r -> r.validation() > 0));
        add(chart, "training", log, EpochRecord::trainLoss, Panels.GREY);
        add(chart, "validation", validated, EpochRecord::validation, new Color(0x1f6feb));
        AtomicFile.write(file, out -> ChartEncoder.saveChart(chart, out, "png"));
    }

    private static void add(
            XYChart chart,
            String name,
            List<EpochRecord> records,
            ToDoubleFunction<EpochRecord> value,
            Color color) {
        chart.addSeries(
                        name,
                        records.stream().mapToDouble(EpochRecord::epoch).toArray(),
                        records.stream().mapToDouble(value).toArray())
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(color);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.examples.picture.Panels;
import io.egnn.examples.reproduce.ResultFiles;
import java.awt.Color;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Predictions against labels, a picture for each property. */
final class Parity {

    private static final int COLUMNS = 4;
    private static final int SIDE = 320;

    private Parity() {}

    static void write(ResultFiles files, List<QM9Errors.Compared> properties) throws IOException {
        files.png(properties.stream().map(Parity::chart).toList(), COLUMNS);
    }

    private static XYChart chart(QM9Errors.Compared property) {
        boolean energy = property.target().isTotalEnergy();
        String unit = property.target().answerUnit();
        XYChart chart =
                Panels.empty(
                        "%s, error %s %s"
                                .formatted(
                                        property.target().name(),
                                        Table3.digits(property.mae()),
                                        property.target().unit()),
                        "label%s (%s)".formatted(energy ? " without free atoms" : "", unit),
                        "prediction",
                        SIDE,
                        SIDE);
        chart.getStyler()
                .setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                .setMarkerSize(3)
                .setLegendVisible(false);
        chart.addSeries("molecules", property.labels(), property.predictions())
                .setMarkerColor(new Color(0x1f, 0x6f, 0xeb, 0x60));
        List<Double> ends =
                List.of(Collections.min(property.labels()), Collections.max(property.labels()));
        chart.addSeries("exact", ends, ends)
                .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(Panels.GREY);
        return chart;
    }
}

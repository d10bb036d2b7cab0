/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import java.awt.Color;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What was predicted over what is true: a good model's points lie on the diagonal.
 *
 * @param title above the picture
 * @param quantity what is on both axes, with its unit
 * @param groups points (true, predicted) by name
 */
public record ParityPlot(String title, String quantity, Map<String, List<double[]>> groups) {

    private static final int SIZE = 400;
    private static final Color DIAGONAL = Panels.GREY;

    /** Keeps a copy in the same order. */
    public ParityPlot {
        groups = new LinkedHashMap<>(groups);
    }

    /**
     * A picture without points.
     *
     * @param title above the picture
     * @param quantity what is on both axes, with its unit
     */
    public ParityPlot(String title, String quantity) {
        this(title, quantity, Map.of());
    }

    /**
     * The same with one group of points more.
     *
     * @param name what it is called
     * @param points (true, predicted), at least one
     * @return the picture
     */
    public ParityPlot with(String name, List<double[]> points) {
        Map<String, List<double[]>> more = new LinkedHashMap<>(groups);
        more.put(name, List.copyOf(points));
        return new ParityPlot(title, quantity, more);
    }

    /**
     * Draws it.
     *
     * @return the panel, for {@link Panels#beside}
     */
    public XYChart chart() {
        XYChart chart =
                Panels.empty(title, "true " + quantity, "predicted " + quantity, SIZE, SIZE);
        double[] all =
                groups.values().stream()
                        .flatMap(List::stream)
                        .flatMapToDouble(DoubleStream::of)
                        .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(1);
        double margin = 0.05 * Math.max(high - low, 1e-9);
        double[] ends = {low - margin, high + margin};
        chart.getStyler()
                .setXAxisMin(ends[0])
                .setXAxisMax(ends[1])
                .setYAxisMin(ends[0])
                .setYAxisMax(ends[1])
                .setLegendPosition(LegendPosition.InsideNW);
        XYSeries diagonal = chart.addSeries("predicted = true", ends, ends);
        diagonal.setMarker(SeriesMarkers.NONE)
                .setLineColor(DIAGONAL)
                .setLineStyle(SeriesLines.DASH_DASH);
        int number = 0;
        for (Map.Entry<String, List<double[]>> group : groups.entrySet()) {
            PlanePlot.add(chart, group.getKey(), group.getValue(), number);
            number++;
        }
        return chart;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Points in a plane, with equal units on both axes.
 *
 * @param title above the picture
 * @param unit on both axes
 * @param groups points by name; of longer ones only the first two coordinates count
 */
public record PlanePlot(String title, String unit, Map<String, List<double[]>> groups) {

    private static final int SIZE = 400;

    /** Keeps a copy in the same order. */
    public PlanePlot {
        groups = new LinkedHashMap<>(groups);
    }

    /**
     * A picture without points.
     *
     * @param title above the picture
     * @param unit on both axes
     */
    public PlanePlot(String title, String unit) {
        this(title, unit, Map.of());
    }

    /**
     * The same with one group of points more.
     *
     * @param name what it is called
     * @param points at least one
     * @return the picture
     */
    public PlanePlot with(String name, List<double[]> points) {
        Map<String, List<double[]>> more = new LinkedHashMap<>(groups);
        more.put(name, List.copyOf(points));
        return new PlanePlot(title, unit, more);
    }

    /**
     * Draws it.
     *
     * @return the panel, for {@link Panels#beside}
     */
    public XYChart chart() {
        XYChart chart = Panels.empty(title, unit, unit, SIZE, SIZE);
        double[] x = range(0);
        double[] y = range(1);
        double reach = 0.6 * Math.max(Math.max(x[1] - x[0], y[1] - y[0]), 1e-9);
        chart.getStyler()
                .setXAxisMin((x[0] + x[1]) / 2 - reach)
                .setXAxisMax((x[0] + x[1]) / 2 + reach)
                .setYAxisMin((y[0] + y[1]) / 2 - reach)
                .setYAxisMax((y[0] + y[1]) / 2 + reach);
        int number = 0;
        for (Map.Entry<String, List<double[]>> group : groups.entrySet()) {
            add(chart, group.getKey(), group.getValue(), number);
            number++;
        }
        return chart;
    }

    /** Adds points to any chart, in the colour of their number. */
    static void add(XYChart chart, String name, List<double[]> points, int number) {
        XYSeries series =
                chart.addSeries(
                        name,
                        points.stream().mapToDouble(p -> p[0]).toArray(),
                        points.stream().mapToDouble(p -> p[1]).toArray());
        series.setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(Panels.COLORS[number % Panels.COLORS.length])
                .setLineStyle(SeriesLines.NONE);
    }

    private double[] range(int axis) {
        double[] all =
                groups.values().stream().flatMap(List::stream).mapToDouble(p -> p[axis]).toArray();
        return new double[] {
            Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(1)
        };
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Some curves over one axis, which may grow while the picture is shown again and again.
 *
 * @param title above the picture
 * @param xAxis what is on the horizontal axis
 * @param yAxis what is on the vertical one, which is logarithmic
 * @param curves points (x, y) by name
 */
public record LinePlot(
        String title, String xAxis, String yAxis, Map<String, List<double[]>> curves) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 340;

    /** Keeps a copy in the same order. */
    public LinePlot {
        curves = new LinkedHashMap<>(curves);
    }

    /**
     * A picture without curves.
     *
     * @param title above the picture
     * @param xAxis what is on the horizontal axis
     * @param yAxis what is on the vertical one, which is logarithmic
     */
    public LinePlot(String title, String xAxis, String yAxis) {
        this(title, xAxis, yAxis, Map.of());
    }

    /**
     * The same with one curve more, or another in its place.
     *
     * @param name what it is called
     * @param points (x, y), at least one, y above 0
     * @return the picture
     */
    public LinePlot with(String name, List<double[]> points) {
        Map<String, List<double[]>> more = new LinkedHashMap<>(curves);
        more.put(name, List.copyOf(points));
        return new LinePlot(title, xAxis, yAxis, more);
    }

    /**
     * Draws it.
     *
     * @return the image
     */
    public BufferedImage image() {
        XYChart chart = Panels.empty(title, xAxis, yAxis, WIDTH, HEIGHT);
        chart.getStyler().setYAxisLogarithmic(true).setLegendPosition(LegendPosition.OutsideE);
        curves.forEach(
                (name, points) ->
                        chart.addSeries(
                                        name,
                                        points.stream().mapToDouble(p -> p[0]).toArray(),
                                        points.stream().mapToDouble(p -> p[1]).toArray())
                                .setMarker(SeriesMarkers.NONE));
        return BitmapEncoder.getBufferedImage(chart);
    }
}

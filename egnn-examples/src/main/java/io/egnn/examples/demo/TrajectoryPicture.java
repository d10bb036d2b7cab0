/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.demo;

import io.egnn.training.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Predicted and true paths, one panel for each system, seen from where they spread most. */
final class TrajectoryPicture {

    private static final int COLUMNS = 3;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 480;

    private static final Color POSITIVE = new Color(0xd1495b);
    private static final Color NEGATIVE = new Color(0x2e6fb7);
    private static final Color LINE = new Color(0x9aa5b1);
    private static final Color PREDICTED = new Color(0x1b1f23);
    private static final BasicStroke PATH_STROKE = new BasicStroke(2.5f);

    private TrajectoryPicture() {}

    /** Draws all systems into a PNG file. */
    static void write(Path file, List<Forecast> forecasts) throws IOException {
        int columns = Math.min(COLUMNS, forecasts.size());
        int rows = (forecasts.size() + columns - 1) / columns;
        List<XYChart> charts = new ArrayList<>();
        for (Forecast forecast : forecasts) {
            charts.add(chart(charts.size() + 1, forecast));
        }
        AtomicFile.write(
                file,
                out -> BitmapEncoder.saveBitmap(charts, rows, columns, out, BitmapFormat.PNG));
    }

    private static XYChart chart(int number, Forecast forecast) {
        List<double[]> truth = new ArrayList<>(List.of(forecast.start().positions()));
        forecast.path().forEach(system -> truth.addAll(List.of(system.positions())));
        Projection view = new Projection(truth);
        double reach =
                1.1
                        * Stream.of(
                                        truth,
                                        List.of(forecast.predicted().positions()),
                                        List.of(forecast.line().positions()))
                                .mapToDouble(view::reach)
                                .max()
                                .orElse(1);
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(
                                String.format(
                                        Locale.ROOT,
                                        "system %d: error %.4f, straight line %.4f",
                                        number,
                                        forecast.mse(),
                                        forecast.lineMse()))
                        .xAxisTitle("length units")
                        .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14))
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setPlotBorderVisible(false);
        chart.getStyler()
                .setXAxisMin(-reach)
                .setXAxisMax(reach)
                .setYAxisMin(-reach)
                .setYAxisMax(reach)
                .setPlotGridLinesColor(new Color(0xeceff2))
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (int i = 0; i < forecast.start().size(); i++) {
            drawParticle(chart, view, forecast, i);
        }
        return chart;
    }

    private static void drawParticle(XYChart chart, Projection view, Forecast forecast, int i) {
        Color color = forecast.start().charges()[i] > 0 ? POSITIVE : NEGATIVE;
        double[] start = forecast.start().positions()[i];
        double[] line = forecast.line().positions()[i];
        List<double[]> path = new ArrayList<>(List.of(start));
        forecast.path().forEach(system -> path.add(system.positions()[i]));
        boolean first = i == 0;

        series(chart, view, "straight line", i, List.of(start, line), first)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(LINE)
                .setLineStyle(SeriesLines.DASH_DASH);
        series(chart, view, "true path", i, path, first)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(color)
                .setLineStyle(PATH_STROKE);
        points(chart, view, "start", i, start, color, SeriesMarkers.CIRCLE, first);
        points(
                chart,
                view,
                "predicted end",
                i,
                forecast.predicted().positions()[i],
                PREDICTED,
                SeriesMarkers.CROSS,
                first);
    }

    private static void points(
            XYChart chart,
            Projection view,
            String name,
            int particle,
            double[] point,
            Color color,
            Marker marker,
            boolean inLegend) {
        series(chart, view, name, particle, List.of(point), inLegend)
                .setMarker(marker)
                .setMarkerColor(color)
                .setLineStyle(SeriesLines.NONE);
    }

    private static XYSeries series(
            XYChart chart,
            Projection view,
            String name,
            int particle,
            List<double[]> points,
            boolean inLegend) {
        // Names must differ; those in the legend are the first particle's.
        XYSeries series =
                chart.addSeries(
                        inLegend ? name : name + " of particle " + (particle + 1),
                        points.stream().mapToDouble(view::x).toArray(),
                        points.stream().mapToDouble(view::y).toArray());
        series.setShowInLegend(inLegend);
        return series;
    }
}

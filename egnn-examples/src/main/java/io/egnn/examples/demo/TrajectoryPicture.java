/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.demo;

import io.egnn.examples.picture.Panels;
import io.egnn.examples.picture.Projection;
import io.egnn.file.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Predicted and true paths, one panel for each system: a close-up of the two particles that bend
 * each other's paths most, in the plane in which they move most.
 */
public final class TrajectoryPicture {

    private static final int COLUMNS = 3;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 500;

    /** Half the side of the smallest window, in length units. */
    private static final double MINIMAL_REACH = 0.4;

    private static final Color POSITIVE = Panels.RED;
    private static final Color NEGATIVE = Panels.BLUE;
    private static final Color LINE = Panels.GREY;
    private static final Color PREDICTED = new Color(0x1b1f23);
    private static final Color GRID = new Color(0xeceff2);
    private static final BasicStroke PATH_STROKE = new BasicStroke(3);

    private final Forecast forecast;
    private final Projection view;
    private final double reach;
    private final XYChart chart;
    private final Set<String> kinds = new HashSet<>();
    private int others;

    private TrajectoryPicture(int number, Forecast forecast) {
        this.forecast = forecast;
        List<double[]> shown = new ArrayList<>();
        for (int i : forecast.encounter()) {
            shown.addAll(forecast.path(i));
            shown.add(forecast.line().positions()[i]);
        }
        view = new Projection(shown);
        reach =
                1.2
                        * shown.stream()
                                .mapToDouble(
                                        p -> Math.max(Math.abs(view.x(p)), Math.abs(view.y(p))))
                                .reduce(MINIMAL_REACH, Math::max);
        chart = emptyChart(number);
        for (int i = 0; i < forecast.start().size(); i++) {
            draw(i);
        }
    }

    /**
     * Draws one system.
     *
     * @param number what the title calls it
     * @param forecast the system
     * @return the panel
     */
    public static XYChart panel(int number, Forecast forecast) {
        return new TrajectoryPicture(number, forecast).chart;
    }

    /** Draws all systems into a PNG file. */
    static void write(Path file, List<Forecast> forecasts) throws IOException {
        int columns = Math.min(COLUMNS, forecasts.size());
        int rows = (forecasts.size() + columns - 1) / columns;
        List<XYChart> charts = new ArrayList<>();
        for (Forecast forecast : forecasts) {
            charts.add(panel(charts.size() + 1, forecast));
        }
        AtomicFile.write(
                file,
                out -> BitmapEncoder.saveBitmap(charts, rows, columns, out, BitmapFormat.PNG));
    }

    private XYChart emptyChart(int number) {
        XYChart empty =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(
                                String.format(
                                        Locale.ROOT,
                                        "system %d: error %.5f, straight line %.5f",
                                        number,
                                        forecast.mse(),
                                        forecast.lineMse()))
                        .xAxisTitle("length units")
                        .build();
        empty.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14))
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11))
                .setLegendSeriesLineLength(14)
                .setPlotBorderVisible(false);
        empty.getStyler()
                .setXAxisMin(-reach)
                .setXAxisMax(reach)
                .setYAxisMin(-reach)
                .setYAxisMax(reach)
                .setPlotGridLinesColor(GRID)
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        return empty;
    }

    private void draw(int i) {
        boolean positive = forecast.start().charges()[i] > 0;
        Color color = positive ? POSITIVE : NEGATIVE;
        List<double[]> path = forecast.path(i);
        double[] start = path.get(0);

        XYSeries truth = series(positive ? "charge +" : "charge -", path);
        truth.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(PATH_STROKE);
        XYSeries line = series("straight line", List.of(start, forecast.line().positions()[i]));
        line.setMarker(SeriesMarkers.NONE).setLineColor(LINE).setLineStyle(SeriesLines.DASH_DASH);
        XYSeries begin = series("start", List.of(start));
        begin.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color).setLineStyle(SeriesLines.NONE);
        XYSeries predicted = series("EGNN", List.of(forecast.predicted().positions()[i]));
        predicted
                .setMarker(SeriesMarkers.CROSS)
                .setMarkerColor(PREDICTED)
                .setLineStyle(SeriesLines.NONE);
    }

    /** The part of a line that lies in the window; the legend names one line of each kind. */
    private XYSeries series(String kind, List<double[]> points) {
        List<double[]> visible =
                points.stream()
                        .filter(p -> Math.abs(view.x(p)) <= reach && Math.abs(view.y(p)) <= reach)
                        .toList();
        boolean named = !visible.isEmpty() && kinds.add(kind);
        // A series must not be empty: what lies outside is one point at NaN, which is not drawn.
        XYSeries series =
                chart.addSeries(
                        named ? kind : kind + " " + ++others,
                        visible.isEmpty()
                                ? new double[] {Double.NaN}
                                : visible.stream().mapToDouble(view::x).toArray(),
                        visible.isEmpty()
                                ? new double[] {Double.NaN}
                                : visible.stream().mapToDouble(view::y).toArray());
        series.setShowInLegend(named);
        return series;
    }
}

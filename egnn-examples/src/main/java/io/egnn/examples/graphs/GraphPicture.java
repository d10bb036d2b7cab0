/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.examples.picture.Panels;
import io.egnn.examples.picture.Projection;
import io.egnn.file.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Panels of a graph: its nodes somewhere, with its edges and how they were read back. */
public final class GraphPicture {

    private static final int SIZE = 420;
    private static final Color NODE = new Color(0x1b1f23);
    private static final Color RIGHT = Panels.BLUE;
    private static final Color MISSED = Panels.GREY;
    private static final Color INVENTED = Panels.RED;
    private static final BasicStroke SOLID = new BasicStroke(2);

    private final XYChart chart;
    private final double[][] places;
    private final Set<String> named = new HashSet<>();
    private int lines;

    private GraphPicture(String title, double[][] places) {
        this.places = places;
        double reach =
                1.15
                        * Arrays.stream(places)
                                .flatMapToDouble(Arrays::stream)
                                .map(Math::abs)
                                .reduce(1e-3, Math::max);
        chart = new XYChartBuilder().width(SIZE).height(SIZE + 40).title(title).build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13))
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setPlotBorderVisible(false);
        chart.getStyler()
                .setXAxisMin(-reach)
                .setXAxisMax(reach)
                .setYAxisMin(-reach)
                .setYAxisMax(reach)
                .setPlotGridLinesVisible(false)
                .setAxisTicksVisible(false);
    }

    /**
     * A graph with its nodes on a circle.
     *
     * @param title of the panel
     * @param graph the graph
     * @return the panel
     */
    public static XYChart circle(String title, Adjacency graph) {
        return circle(title, graph, graph);
    }

    /**
     * A graph that was read back, with its nodes on a circle.
     *
     * @param title of the panel
     * @param graph the graph
     * @param read what was read back, as many nodes
     * @return the panel
     */
    public static XYChart circle(String title, Adjacency graph, Adjacency read) {
        int size = graph.size();
        double[][] places =
                IntStream.range(0, size)
                        .mapToObj(
                                i ->
                                        new double[] {
                                            Math.cos(2 * Math.PI * i / size),
                                            Math.sin(2 * Math.PI * i / size)
                                        })
                        .toArray(double[][]::new);
        return new GraphPicture(title, places).draw(graph, read);
    }

    /**
     * A graph with its nodes at their embeddings, seen from where they spread most.
     *
     * @param title of the panel
     * @param graph the graph
     * @param read what was read back
     * @param points one for each node, of two coordinates or more
     * @return the panel
     */
    public static XYChart embedding(
            String title, Adjacency graph, Adjacency read, double[][] points) {
        Projection view = new Projection(Arrays.asList(points));
        double[][] places =
                Arrays.stream(points)
                        .map(point -> new double[] {view.x(point), view.y(point)})
                        .toArray(double[][]::new);
        return new GraphPicture(title, places).draw(graph, read);
    }

    /**
     * Writes panels side by side into a PNG file.
     *
     * @param file the file
     * @param panels at least one
     * @throws IOException naming the file, if it cannot be written
     */
    public static void write(Path file, List<XYChart> panels) throws IOException {
        AtomicFile.write(
                file,
                out -> BitmapEncoder.saveBitmap(panels, 1, panels.size(), out, BitmapFormat.PNG));
    }

    private XYChart draw(Adjacency graph, Adjacency read) {
        for (int i = 0; i < graph.size(); i++) {
            for (int j = i + 1; j < graph.size(); j++) {
                if (graph.has(i, j) && read.has(i, j)) {
                    line("edge", i, j).setLineColor(RIGHT).setLineStyle(SOLID);
                } else if (graph.has(i, j)) {
                    line("missed", i, j).setLineColor(MISSED).setLineStyle(SeriesLines.DASH_DASH);
                } else if (read.has(i, j)) {
                    line("invented", i, j).setLineColor(INVENTED).setLineStyle(SOLID);
                }
            }
        }
        chart.addSeries(
                        "node",
                        Arrays.stream(places).mapToDouble(p -> p[0]).toArray(),
                        Arrays.stream(places).mapToDouble(p -> p[1]).toArray())
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(NODE)
                .setLineStyle(SeriesLines.NONE);
        return chart;
    }

    /** The legend names one line of each kind. */
    private XYSeries line(String kind, int i, int j) {
        boolean first = named.add(kind);
        XYSeries series =
                chart.addSeries(
                        first ? kind : kind + " " + ++lines,
                        new double[] {places[i][0], places[j][0]},
                        new double[] {places[i][1], places[j][1]});
        series.setMarker(SeriesMarkers.NONE).setShowInLegend(first);
        return series;
    }
}

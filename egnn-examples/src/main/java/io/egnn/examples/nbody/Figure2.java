/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import io.egnn.examples.picture.Panels;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The points of figure 2 as files for programs and people. */
record Figure2(List<Figure2Row> rows) {

    void write(ResultFiles files) throws IOException {
        files.json(rows);
        files.csv(csv());
        files.markdown(markdown());
        files.png(chart());
    }

    /** A table in Markdown, one line for each number of samples and one column for each system. */
    String table() {
        List<String> systems = systems();
        StringBuilder text = new StringBuilder("| training samples |");
        systems.forEach(system -> text.append(' ').append(system).append(" |"));
        text.append("\n|---|").append("---|".repeat(systems.size())).append('\n');
        for (int samples : new TreeSet<>(rows.stream().map(Figure2Row::samples).toList())) {
            text.append(String.format(Locale.ROOT, "| %,d |", samples));
            systems.forEach(system -> text.append(' ').append(cell(system, samples)).append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private String markdown() {
        return """
                # Charged particles: figure 2 of the paper

                Mean squared error of positions 1,000 simulator steps ahead, in squared length units, on the standard
                2,000 test trajectories, against the number of training trajectories of the data set nbody (with several
                seeds: mean and standard deviation). Of every training the epoch that is best on the validation data counts.

                %s"""
                .formatted(table());
    }

    private List<List<Object>> csv() {
        List<List<Object>> lines = new ArrayList<>();
        lines.add(NBodyRun.head(List.of("system", "samples"), List.of("updates")));
        for (Figure2Row row : rows) {
            for (NBodyRun run : row.runs()) {
                lines.add(run.line(List.of(row.system(), row.samples()), List.of(row.updates())));
            }
        }
        return lines;
    }

    private XYChart chart() {
        XYChart chart =
                Panels.empty(
                        "Charged particles, figure 2",
                        "training samples",
                        "mean squared error (length units^2)",
                        900,
                        540);
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setLegendPosition(LegendPosition.OutsideE);
        for (String system : systems()) {
            List<Figure2Row> points =
                    rows.stream().filter(row -> row.system().equals(system)).toList();
            XYSeries series =
                    chart.addSeries(
                            system,
                            points.stream().map(Figure2Row::samples).toList(),
                            points.stream().map(Figure2Row::mseMean).toList());
            series.setLineWidth(2);
        }
        return chart;
    }

    private List<String> systems() {
        return rows.stream().map(Figure2Row::system).distinct().collect(Collectors.toList());
    }

    private String cell(String system, int samples) {
        return rows.stream()
                .filter(row -> row.system().equals(system) && row.samples() == samples)
                .map(row -> Spread.text(row.mseMean(), row.mseSd()))
                .findFirst()
                .orElse("");
    }
}

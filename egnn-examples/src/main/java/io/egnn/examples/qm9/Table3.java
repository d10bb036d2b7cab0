/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.reproduce.ResultFiles;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The rows of table 3 as files for programs and people.
 *
 * @param rows those trained here
 * @param testMolecules what they are measured with
 */
record Table3(List<Table3Row> rows, int testMolecules) {

    /**
     * The rows of networks; those of one system for several properties are one row.
     *
     * @param earlier rows of earlier calls, whose errors are kept where this call has none and the
     *     number of training molecules is the same
     * @param networks those of this call
     * @param molecules what they are trained and measured with
     */
    static Table3 of(
            List<Table3Row> earlier, List<Table3Command.Measured> networks, QM9Data molecules) {
        int size = molecules.training().size();
        Map<String, Table3Row> rows = new LinkedHashMap<>();
        for (String system : Table3Row.SYSTEMS) {
            rows.put(system, Table3Row.empty(system, size));
        }
        for (Table3Row row : earlier) {
            if (row.trainingMolecules() == size) {
                rows.computeIfPresent(row.system(), (system, r) -> r.with(row.mae(), row.model()));
            }
        }
        for (Table3Command.Measured network : networks) {
            Map<String, String> model = new LinkedHashMap<>();
            network.errors().keySet().forEach(name -> model.put(name, network.model()));
            rows.computeIfPresent(
                    network.system(), (system, row) -> row.with(network.errors(), model));
        }
        return new Table3(
                rows.values().stream().filter(row -> !row.mae().isEmpty()).toList(),
                molecules.test().size());
    }

    void write(ResultFiles files) throws IOException {
        files.json(rows);
        files.csv(csv());
        files.markdown(markdown());
        files.png(chart());
    }

    /** The model in the first row, which is for all properties. */
    String bestForAll() {
        return rows.get(0).model().values().iterator().next();
    }

    /** A table in Markdown: ours, then the paper's. */
    String table() {
        StringBuilder text = new StringBuilder("| system | molecules |");
        MoleculeTarget.QM9.forEach(t -> text.append(' ').append(t.name()).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(MoleculeTarget.QM9.size())).append('\n');
        for (Table3Row row : rows) {
            text.append(line(row.system(), row.trainingMolecules(), row.mae()));
        }
        for (String system : Table3Row.paperSystems()) {
            text.append(
                    line(
                            system + ", paper",
                            Table3Row.PAPER_MOLECULES,
                            Objects.requireNonNull(Table3Row.paper(system))));
        }
        return text.toString();
    }

    private String markdown() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # QM9: table 3 of the paper, trained on %,d molecules instead of 100,000

                        Mean absolute errors on %,d test molecules. Units: %s. EGNN (all) is one network for all twelve
                        properties, EGNN (ensemble) the mean of several; the others are trained for each property alone, as in
                        the paper. Of every training the epoch that is best on the validation molecules counts.

                        """
                                .formatted(trainingMolecules(), testMolecules, units()));
        text.append(table());
        text.append("\n| system | command |\n|---|---|\n");
        for (Table3Row row : rows) {
            for (String model : row.model().values().stream().distinct().toList()) {
                text.append(
                        "| %s | `./egnn evaluate qm9 --model %s --test` |%n"
                                .formatted(row.system(), model));
            }
        }
        return text.toString();
    }

    private int trainingMolecules() {
        return rows.stream().mapToInt(Table3Row::trainingMolecules).max().orElse(0);
    }

    private static String units() {
        return String.join(
                ", ", MoleculeTarget.QM9.stream().map(t -> t.name() + " " + t.unit()).toList());
    }

    private static String line(String system, int molecules, Map<String, Double> errors) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "| %s | %,d |", system, molecules));
        for (MoleculeTarget target : MoleculeTarget.QM9) {
            text.append(' ').append(digits(errors.get(target.name()))).append(" |");
        }
        return text.append('\n').toString();
    }

    /** Three digits that count. */
    static String digits(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        int decimals = Math.max(0, Math.min(3, 2 - (int) Math.floor(Math.log10(value))));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private List<List<Object>> csv() {
        List<List<Object>> lines = new ArrayList<>();
        lines.add(List.of("system", "training_molecules", "property", "unit", "mae", "paper"));
        for (Table3Row row : rows) {
            for (MoleculeTarget target : MoleculeTarget.QM9) {
                Double error = row.mae().get(target.name());
                if (error != null) {
                    Map<String, Double> paper = row.paper();
                    lines.add(
                            List.of(
                                    row.system(),
                                    row.trainingMolecules(),
                                    target.name(),
                                    target.unit(),
                                    error,
                                    paper == null
                                            ? ""
                                            : paper.getOrDefault(target.name(), Double.NaN)));
                }
            }
        }
        return lines;
    }

    /** How many times larger errors are than those of the paper's EGNN. */
    private CategoryChart chart() {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(1000)
                        .height(540)
                        .title(
                                "QM9, table 3: %,d training molecules here, 100,000 in the paper"
                                        .formatted(trainingMolecules()))
                        .yAxisTitle("error / error of the paper's EGNN")
                        .build();
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisMin(0.5)
                .setXAxisMaxLabelCount(MoleculeTarget.QM9.size())
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendPosition(LegendPosition.OutsideS);
        List<String> names = MoleculeTarget.qm9Names();
        Map<String, Double> egnn = Objects.requireNonNull(Table3Row.paper("EGNN"));
        for (Table3Row row : rows) {
            chart.addSeries(row.system() + ", here", names, ratios(row.mae(), egnn));
        }
        chart.addSeries(
                "SchNet, paper",
                names,
                ratios(Objects.requireNonNull(Table3Row.paper("SchNet")), egnn));
        return chart;
    }

    private static List<Double> ratios(Map<String, Double> errors, Map<String, Double> egnn) {
        List<Double> ratios = new ArrayList<>();
        for (MoleculeTarget target : MoleculeTarget.QM9) {
            Double paper = Objects.requireNonNull(egnn.get(target.name()));
            ratios.add(errors.getOrDefault(target.name(), Double.NaN) / paper);
        }
        return ratios;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import com.google.gson.reflect.TypeToken;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.picture.Bars;
import io.egnn.examples.picture.Panels;
import io.egnn.examples.reproduce.ResultFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The three parts of figure 5 as files for programs and people.
 *
 * @param rows the table
 * @param overfit F1 score on 100 training graphs, by system and density
 * @param dimensions test errors on Erdos-Renyi graphs, by system and length of the embedding
 */
record Figure5(List<Figure5Row> rows, List<Overfit> overfit, List<Dimension> dimensions) {

    /** Where the axis of scores begins, unless there are worse ones: thousandths are no cliffs. */
    private static final double LOWEST_F1 = 0.9;

    private static final List<String> SYSTEMS =
            Stream.concat(
                            Stream.of(Figure5Row.BASELINE),
                            GraphRecipe.ALL.stream().map(GraphRecipe::title))
                    .toList();

    /**
     * One training of the overfit sweep.
     *
     * @param system as the paper calls it
     * @param edgeProbability p_e
     * @param f1 F1 score at the end
     * @param steps updates until then
     */
    record Overfit(String system, double edgeProbability, double f1, long steps) {}

    /**
     * One training of the sweep over the length of the embedding.
     *
     * @param system as the paper calls it
     * @param embedding n
     * @param bce binary cross entropy of the test graphs, in nats per graph
     * @param errorPercent wrong entries of their adjacencies, in percent
     * @param f1 F1 score of predicted edges
     */
    record Dimension(String system, int embedding, double bce, double errorPercent, double f1) {}

    /** The same with what only earlier calls have trained. */
    Figure5 withEarlier(ResultFiles table, ResultFiles overfitFiles, ResultFiles dimensionFiles)
            throws IOException {
        return new Figure5(
                table.withEarlier(
                        rows,
                        new TypeToken<>() {},
                        Figure5Row::key,
                        Comparator.comparing((Figure5Row row) -> GraphVariant.of(row.dataset()))
                                .thenComparing(row -> SYSTEMS.indexOf(row.system()))),
                overfitFiles.withEarlier(
                        overfit,
                        new TypeToken<>() {},
                        o -> List.of(o.system, o.edgeProbability),
                        Comparator.comparing((Overfit o) -> SYSTEMS.indexOf(o.system))
                                .thenComparing(Overfit::edgeProbability)),
                dimensionFiles.withEarlier(
                        dimensions,
                        new TypeToken<>() {},
                        d -> List.of(d.system, d.embedding),
                        Comparator.comparing((Dimension d) -> SYSTEMS.indexOf(d.system))
                                .thenComparing(Dimension::embedding)));
    }

    void write(ResultFiles table, ResultFiles overfitFiles, ResultFiles dimensionFiles)
            throws IOException {
        table.json(rows);
        table.csv(csv());
        table.markdown(markdown());
        if (!rows.isEmpty()) {
            table.png(bars(), 2);
        }
        if (!overfit.isEmpty()) {
            XYChart chart = chart("Overfitting 100 Erdos-Renyi graphs", "p_e", "F1 score");
            double worst = overfit.stream().mapToDouble(Overfit::f1).min().orElse(1);
            chart.getStyler().setYAxisMin(Math.min(LOWEST_F1, worst)).setYAxisMax(1.0);
            for (String system : overfit.stream().map(Overfit::system).distinct().toList()) {
                List<Overfit> own = overfit.stream().filter(o -> o.system.equals(system)).toList();
                chart.addSeries(
                        system,
                        own.stream().mapToDouble(Overfit::edgeProbability).toArray(),
                        own.stream().mapToDouble(Overfit::f1).toArray());
            }
            overfitFiles.json(overfit);
            overfitFiles.png(chart);
        }
        if (!dimensions.isEmpty()) {
            XYChart chart = chart("Erdos-Renyi test graphs", "n", "wrong entries (%)");
            chart.getStyler().setYAxisLogarithmic(true);
            for (String system : dimensions.stream().map(Dimension::system).distinct().toList()) {
                List<Dimension> own =
                        dimensions.stream().filter(d -> d.system.equals(system)).toList();
                chart.addSeries(
                        system,
                        own.stream().mapToDouble(Dimension::embedding).toArray(),
                        // Nothing wrong has no place on a logarithmic axis.
                        own.stream().mapToDouble(d -> Math.max(1e-3, d.errorPercent)).toArray());
            }
            dimensionFiles.json(dimensions);
            dimensionFiles.png(chart);
        }
    }

    /** The table in Markdown. */
    String table() {
        StringBuilder text =
                new StringBuilder(
                        """
                        | data set | system | BCE | paper | wrong, % | paper | F1 | paper | command |
                        |---|---|---|---|---|---|---|---|---|
                        """);
        for (Figure5Row row : rows) {
            Figure5Row.Paper paper =
                    Objects.requireNonNull(row.paper(), "the paper has every system");
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s | %.3f | %.2f | %.4f | %.3f | %s |%n",
                            row.dataset(),
                            row.system(),
                            digits(row.bce()),
                            digits(paper.bce()),
                            row.errorPercent(),
                            paper.errorPercent(),
                            row.f1(),
                            paper.f1(),
                            row.model() == null
                                    ? ""
                                    : "`./egnn evaluate graphs --dataset %s --model %s`"
                                            .formatted(row.dataset(), row.model())));
        }
        return text.toString();
    }

    private String markdown() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Graph autoencoders: figure 5 of the paper

                        Binary cross entropy (BCE) in nats per graph, wrong entries of the adjacency and F1 score of
                        predicted edges on the 500 standard test graphs: single draws of noise, mean over %d of them and
                        over the seeds. Of every training the epoch that is best on the validation data counts.

                        """
                                .formatted(GraphMetrics.AVERAGED_DRAWS));
        text.append(table());
        if (!overfit.isEmpty()) {
            text.append(
                    "\n## Overfitting 100 graphs\n\n| system | p_e | F1 | steps |\n|---|---|---|---|\n");
            for (Overfit o : overfit) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.1f | %.4f | %d |%n",
                                o.system,
                                o.edgeProbability,
                                o.f1,
                                o.steps));
            }
        }
        if (!dimensions.isEmpty()) {
            text.append(
                    "\n## Length of the embedding, Erdos-Renyi\n\n| system | n | BCE | wrong, % | F1 |\n|---|---|---|---|---|\n");
            for (Dimension d : dimensions) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %d | %.2f | %.3f | %.4f |%n",
                                d.system,
                                d.embedding,
                                d.bce,
                                d.errorPercent,
                                d.f1));
            }
        }
        return text.toString();
    }

    private List<List<Object>> csv() {
        List<List<Object>> lines = new ArrayList<>();
        lines.add(
                List.of(
                        "system",
                        "dataset",
                        "bce",
                        "error_percent",
                        "f1",
                        "paper_bce",
                        "paper_error_percent",
                        "paper_f1"));
        for (Figure5Row row : rows) {
            Figure5Row.Paper paper =
                    Objects.requireNonNull(row.paper(), "the paper has every system");
            lines.add(
                    List.of(
                            row.system(),
                            row.dataset(),
                            orEmpty(row.bce()),
                            row.errorPercent(),
                            row.f1(),
                            orEmpty(paper.bce()),
                            paper.errorPercent(),
                            paper.f1()));
        }
        return lines;
    }

    /** The wrong entries of the table, one chart for each data set. */
    private List<CategoryChart> bars() {
        List<CategoryChart> charts = new ArrayList<>();
        for (String dataset : rows.stream().map(Figure5Row::dataset).distinct().toList()) {
            List<Figure5Row> own =
                    rows.stream().filter(row -> row.dataset().equals(dataset)).toList();
            charts.add(
                    new Bars(
                                    dataset,
                                    "wrong entries (%)",
                                    1e-2,
                                    own.stream().map(Figure5Row::system).toList(),
                                    own.stream().map(Figure5Row::errorPercent).toList(),
                                    own.stream().map(row -> 0.).toList(),
                                    own.stream().map(Figure5::ofPaper).toList())
                            .chart(700));
        }
        return charts;
    }

    private static double ofPaper(Figure5Row row) {
        return Objects.requireNonNull(row.paper(), "the paper has every system").errorPercent();
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = Panels.empty(title, x, y, 900, 540);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }

    private static String digits(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static Object orEmpty(@Nullable Double value) {
        return value == null ? "" : value;
    }
}

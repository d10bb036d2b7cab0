/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import com.google.gson.reflect.TypeToken;
import io.egnn.examples.picture.Bars;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;

/** The rows of table 2 as files for programs and people. */
record Table2(List<Table2Row> rows) {

    /** Reads what {@link #write} wrote as JSON. */
    static Table2 read(Path json) throws IOException {
        return new Table2(ResultFiles.read(json, new TypeToken<List<Table2Row>>() {}));
    }

    void write(ResultFiles files) throws IOException {
        files.json(rows);
        files.csv(csv());
        files.markdown(markdown());
        files.png(chart());
    }

    /** A table in Markdown, one line for each row after two for the head. */
    String table() {
        StringBuilder text =
                new StringBuilder(
                        """
                        | system | mean squared error | paper | parameters | forward pass, ms | paper, ms | command |
                        |---|---|---|---|---|---|---|
                        """);
        for (Table2Row row : rows) {
            Table2Row.Paper paper = row.paper();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %,d | %s | %s | `./egnn evaluate nbody --model %s` |%n",
                            row.system(),
                            Spread.text(row.mseMean(), row.mseSd()),
                            paper == null ? "" : "%.4f".formatted(paper.mse()),
                            row.parameters(),
                            digits(row.forwardMs()),
                            paper == null ? "" : digits(1e3 * paper.forwardS()),
                            row.model()));
        }
        return text.toString();
    }

    private String markdown() {
        return """
                # Charged particles: table 2 of the paper

                Mean squared error of positions 1,000 simulator steps ahead, in squared length units, on the standard
                2,000 test trajectories: mean and standard deviation over %s. Of every training the epoch that is best on
                the validation data counts. Time of a forward pass of 100 systems, without gradients: median here; the
                paper's on a GTX 1080 Ti. The command measures the seed that is best on the validation data.

                %s"""
                .formatted(seeds(), table());
    }

    private String seeds() {
        int most = rows.stream().mapToInt(Table2Row::seeds).max().orElse(0);
        return most == 1 ? "one seed" : most + " seeds";
    }

    private List<List<Object>> csv() {
        List<List<Object>> lines = new ArrayList<>();
        lines.add(NBodyRun.head(List.of("system"), List.of("parameters", "forward_ms")));
        for (Table2Row row : rows) {
            for (NBodyRun run : row.runs()) {
                lines.add(
                        run.line(
                                List.of(row.system()), List.of(row.parameters(), row.forwardMs())));
            }
        }
        return lines;
    }

    private CategoryChart chart() {
        return new Bars(
                        "Charged particles, table 2",
                        "mean squared error (length units^2)",
                        1e-3,
                        rows.stream().map(Table2Row::system).toList(),
                        rows.stream().map(Table2Row::mseMean).toList(),
                        rows.stream().map(Table2::deviation).toList(),
                        rows.stream().map(Table2::ofPaper).toList())
                .chart(1000);
    }

    private static double deviation(Table2Row row) {
        Double deviation = row.mseSd();
        return deviation == null ? 0 : deviation;
    }

    private static double ofPaper(Table2Row row) {
        Table2Row.Paper paper = row.paper();
        return paper == null ? Double.NaN : paper.mse();
    }

    /** Three digits that count. */
    private static String digits(double value) {
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(value)));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 2) + "f", value);
    }
}

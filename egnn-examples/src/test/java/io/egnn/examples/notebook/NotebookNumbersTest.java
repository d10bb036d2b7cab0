/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.examples.notebook.Notebook.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the notebooks claim in words is what their committed outputs say in numbers. */
class NotebookNumbersTest {

    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.])-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?(?!\\w)");

    /** The numbers of the line of an output that begins like this. */
    private static List<Double> numbers(String notebook, String begin) throws IOException {
        return lines(notebook).stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .map(line -> NUMBER.matcher(line).results())
                .orElseThrow(() -> new AssertionError(notebook + " has no output " + begin))
                .map(match -> Double.parseDouble(match.group()))
                .toList();
    }

    private static List<String> lines(String name) throws IOException {
        Notebook notebook = Notebook.read(Path.of("notebooks", name + ".ipynb"));
        NotebookTest.assumeHasItsModels(notebook);
        return notebook.cells().stream()
                .map(Cell::text)
                .flatMap(String::lines)
                .map(String::strip)
                .toList();
    }

    @Test
    void thePretrainedModelIsFarBetterThanAStraightLine() throws IOException {
        double line = numbers("01-load-and-predict", "straight line").get(0);

        assertThat(numbers("01-load-and-predict", "EGNN").get(0)).isLessThan(line / 8);
    }

    @Test
    void theEgnnKeepsTheSymmetriesThatTheGnnBreaks() throws IOException {
        List<Double> egnn = numbers("02-equivariance", "EGNN");
        List<Double> gnn = numbers("02-equivariance", "GNN");

        assertThat(egnn).hasSize(3).allMatch(violation -> violation < 1e-5);
        assertThat(gnn.subList(0, 2)).allMatch(violation -> violation > 1e-2);
        assertThat(gnn.get(2)).isLessThan(1e-5);
    }

    @Test
    void trainingHelpsAndFineTuningHelpsMore() throws IOException {
        String name = "03-train-and-fine-tune";
        List<Double> tuning = numbers(name, "before");

        assertThat(numbers(name, "my network").get(0))
                .isLessThan(numbers(name, "straight line").get(0) / 5);
        assertThat(tuning.get(1)).isLessThan(tuning.get(0) / 3);
        assertThat(tuning.get(1)).isLessThan(numbers(name, "from scratch").get(0) / 1.5);
    }

    @Test
    void graphsAreReadBackAndTheRingIsNot() throws IOException {
        List<String> points =
                lines("04-graph-autoencoder").stream()
                        .filter(line -> line.matches("-?\\d\\.\\d{5} +-?\\d\\.\\d{5}"))
                        .toList();

        assertThat(points).hasSize(4).allMatch(point -> point.equals(points.get(0)));
        assertThat(numbers("04-graph-autoencoder", "24154 pairs").get(2)).isLessThan(3);
    }

    @Test
    void boilingPointsAreLearnedFromWhatTheNetworkKnows() throws IOException {
        List<Double> errors = numbers("05-molecules", "mean absolute error");

        assertThat(errors.get(0)).isLessThan(25).isLessThan(errors.get(1));
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.reproduce.ResultFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Figure5Test {

    @TempDir private Path folder;

    @Test
    void theTableHasAPictureOfItsOwn() throws Exception {
        List<Figure5.Overfit> overfit = List.of(new Figure5.Overfit("EGNN", 0.3, 1, 100));

        write(new Figure5(rows(), List.of(), List.of()));
        byte[] alone = Files.readAllBytes(folder.resolve("figure5.png"));
        assertThat(folder.resolve("figure5_overfit.png")).doesNotExist();

        write(new Figure5(rows(), overfit, List.of()));
        assertThat(folder.resolve("figure5.png")).hasBinaryContent(alone);
        assertThat(Files.readAllBytes(folder.resolve("figure5_overfit.png"))).isNotEqualTo(alone);
    }

    /** Of both data sets: no edges, half of the paper's error, and no error at all. */
    private static List<Figure5Row> rows() {
        List<Figure5Row> rows = new ArrayList<>();
        for (GraphVariant variant : GraphVariant.values()) {
            rows.add(row(Figure5Row.BASELINE, variant, 30));
            rows.add(row("GNN", variant, 0.6));
            rows.add(row("EGNN", variant, 0));
        }
        return rows;
    }

    private static Figure5Row row(String system, GraphVariant variant, double error) {
        String title = variant.title();
        return new Figure5Row(
                system, title, null, error, 0.9, 1, 10, Figure5Row.paper(system, title), null);
    }

    private void write(Figure5 figure) throws Exception {
        figure.write(
                new ResultFiles(folder, "figure5"),
                new ResultFiles(folder, "figure5_overfit"),
                new ResultFiles(folder, "figure5_dimensions"));
    }
}

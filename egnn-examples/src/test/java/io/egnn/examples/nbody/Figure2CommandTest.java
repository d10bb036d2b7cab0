/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.examples.CommandRun;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Figure2CommandTest {

    @TempDir private Path folder;

    private CommandRun run(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "reproduce",
                                "figure2",
                                "--quick",
                                "--runs",
                                folder.resolve("runs").toString(),
                                "--out",
                                folder.resolve("out").toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void everySystemIsTrainedWithEveryNumberOfSamples() throws Exception {
        CommandRun run = run("--samples", "30,60");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonArray rows =
                JsonParser.parseString(Files.readString(folder.resolve("out/figure2.json")))
                        .getAsJsonArray();
        assertThat(rows)
                .extracting(
                        row ->
                                row.getAsJsonObject().get("system").getAsString()
                                        + row.getAsJsonObject().get("samples"))
                .containsExactly(
                        "EGNN30", "EGNN60", "GNN30", "GNN60", "Radial Field30", "Radial Field60");
        JsonObject first = rows.get(0).getAsJsonObject();
        assertThat(first.keySet())
                .containsExactly(
                        "system", "samples", "mse_mean", "mse_sd", "seeds", "updates", "runs");
        assertThat(first.get("updates").getAsInt()).isEqualTo(4);
        assertThat(Files.readAllLines(folder.resolve("out/figure2.csv"))).hasSize(7);
        assertThat(folder.resolve("out/figure2.md"))
                .content()
                .contains("| training samples | EGNN | GNN | Radial Field |", "| 60 | ");
        assertThat(ImageIO.read(folder.resolve("out/figure2.png").toFile()).getWidth())
                .isEqualTo(900);
    }

    @Test
    void anotherCallAddsItsPointsToThoseThereAre() throws Exception {
        run("--system", "linear", "--samples", "30", "--seeds", "2");

        CommandRun run = run("--system", "rf", "--samples", "60", "--seeds", "1", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().getAsJsonArray("rows"))
                .extracting(row -> row.getAsJsonObject().get("samples").getAsInt())
                .containsExactly(60, 30);
        assertThat(run.json().getAsJsonArray("rows"))
                .as("what was not asked for keeps its seeds")
                .extracting(row -> row.getAsJsonObject().get("seeds").getAsInt())
                .containsExactly(1, 2);
        assertThat(
                        ModelFolder.card(folder.resolve("runs/30_samples/linear/seed1"))
                                .training()
                                .command())
                .isEqualTo("./egnn reproduce figure2 --system linear --samples 30 --seeds 1");
    }
}

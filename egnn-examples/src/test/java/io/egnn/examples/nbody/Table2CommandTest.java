/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.training.dataset.Dataset.Usage;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.datasets.nbody.NBodyVariant;
import io.egnn.examples.CommandRun;
import io.egnn.examples.Main;
import io.egnn.file.FolderLock;
import io.egnn.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Table2CommandTest {

    private static final Path RESULTS = Path.of("..", "docs", "results");

    @TempDir private Path folder;

    private CommandRun run(String... options) {
        return CommandRun.of(arguments(options));
    }

    private String[] arguments(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "reproduce",
                                "table2",
                                "--quick",
                                "--runs",
                                folder.resolve("runs").toString(),
                                "--out",
                                folder.resolve("out").toString()));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private JsonArray rows() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("out/table2.json")))
                .getAsJsonArray();
    }

    private byte[] parameters(String model) throws IOException {
        return Files.readAllBytes(folder.resolve(model).resolve("nbody-0000.params"));
    }

    @Test
    void aRowHasTheErrorsOfEverySeedAndTheBestModel() throws Exception {
        CommandRun run = run("--system", "rf", "--seeds", "2", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject row = rows().get(0).getAsJsonObject();
        assertThat(rows()).hasSize(1);
        assertThat(row.keySet())
                .containsExactly(
                        "system",
                        "mse_mean",
                        "mse_sd",
                        "seeds",
                        "parameters",
                        "forward_ms",
                        "paper",
                        "model",
                        "best_seed",
                        "runs");
        assertThat(row.get("system").getAsString()).isEqualTo("Radial Field");
        assertThat(row.get("parameters").getAsInt()).isEqualTo(2052);
        assertThat(row.get("forward_ms").getAsDouble()).isPositive();
        assertThat(row.getAsJsonObject("paper"))
                .hasToString("{\"mse\":0.0104,\"forward_s\":0.0039}");
        JsonObject first = row.getAsJsonArray("runs").get(0).getAsJsonObject();
        JsonObject second = row.getAsJsonArray("runs").get(1).getAsJsonObject();
        assertThat(first.keySet())
                .containsExactly("seed", "validation_mse", "test_mse", "best_epoch", "epochs");
        double a = first.get("test_mse").getAsDouble();
        double b = second.get("test_mse").getAsDouble();
        assertThat(row.get("mse_mean").getAsDouble()).isCloseTo((a + b) / 2, within(1e-12));
        assertThat(row.get("mse_sd").getAsDouble())
                .isCloseTo(Math.abs(a - b) / Math.sqrt(2), within(1e-12));
        assertThat(run.json().getAsJsonArray("rows")).isEqualTo(rows());
        assertThat(run.json().getAsJsonArray("missing")).isEmpty();

        JsonObject best =
                first.get("validation_mse").getAsDouble()
                                <= second.get("validation_mse").getAsDouble()
                        ? first
                        : second;
        assertThat(row.get("best_seed")).isEqualTo(best.get("seed"));
        assertThat(evaluated("rf")).isEqualTo(best.get("test_mse").getAsDouble());
        assertThat(Files.readAllLines(folder.resolve("out/table2.csv"))).hasSize(3);
        assertThat(folder.resolve("out/table2.md"))
                .content()
                .contains("length units", "| Radial Field | ", " 0.0104 | 2,052 |");
        assertThat(ImageIO.read(folder.resolve("out/table2.png").toFile()).getWidth())
                .isEqualTo(1000);
    }

    /** The test error of the copied model on the few trajectories of a quick run. */
    private double evaluated(String name) throws IOException {
        Path data = folder.resolve("test.npz");
        NBodyVariant.NBODY_SMALL
                .trajectories(Usage.TEST, null)
                .first(ForwardTime.BATCH)
                .write(data);
        return CommandRun.of(
                        "evaluate",
                        "nbody",
                        "--model",
                        folder.resolve("out/models").resolve(name).toString(),
                        "--data",
                        data.toString(),
                        "--json")
                .json()
                .get("mse")
                .getAsDouble();
    }

    @Test
    void rowsWhoseTrainingsAreElsewhereStay() throws Exception {
        run("--system", "rf");
        JsonObject before = rows().get(0).getAsJsonObject();
        Files.move(folder.resolve("runs"), folder.resolve("elsewhere"));

        CommandRun run = run("--system", "linear");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(rows()).hasSize(2);
        JsonObject after = rows().get(0).getAsJsonObject();
        assertThat(after.get("forward_ms").getAsDouble()).isPositive();
        after.add("forward_ms", before.get("forward_ms"));
        assertThat(after).isEqualTo(before);
        assertThat(rows().get(1).getAsJsonObject().get("system").getAsString()).isEqualTo("Linear");
    }

    /** Fewer seeds of one system say nothing about those of another. */
    @Test
    void rowsThatWereNotAskedForKeepTheirSeeds() throws Exception {
        assertThat(run("--system", "rf", "--seeds", "2").exitCode()).isZero();
        JsonObject before = rows().get(0).getAsJsonObject();

        CommandRun run = run("--system", "linear", "--seeds", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject after =
                rows().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .filter(row -> row.get("system").getAsString().equals("Radial Field"))
                        .findFirst()
                        .orElseThrow();
        assertThat(after.get("seeds").getAsInt()).isEqualTo(2);
        assertThat(after.get("runs")).isEqualTo(before.get("runs"));
        run("--system", "rf", "--seeds", "1");
        assertThat(rows().toString()).as("asked for").doesNotContain("\"seeds\":2");
    }

    @Test
    void anotherCallAddsItsRowsAndRepeatsNothing() throws Exception {
        run("--system", "linear");
        Path model = folder.resolve("runs/linear/seed1/nbody-0000.params");
        FileTime trained = Files.getLastModifiedTime(model);

        CommandRun run = run("--system", "rf", "--system", "linear");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(rows())
                .extracting(row -> row.getAsJsonObject().get("system").getAsString())
                .containsExactly("Radial Field", "Linear");
        assertThat(Files.getLastModifiedTime(model)).isEqualTo(trained);
        assertThat(run.err()).contains("1 of 2 trainings have ended before");
    }

    @Test
    void whereAnotherProcessTrainsNothingIsCollected() throws Exception {
        CommandRun run;
        try (FolderLock lock = FolderLock.of(folder.resolve("runs/linear/seed1"))) {
            assertThat(lock).isNotNull();
            run = run("--system", "linear", "--json");
        }

        assertThat(run.exitCode()).isZero();
        assertThat(run.json())
                .hasToString(
                        "{\"rows\":[],\"missing\":[\"Linear on 100 trajectories of nbody_small, seed 1\"]}");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void everySystemIsTrainedInAQuickRun() throws Exception {
        CommandRun run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(rows())
                .extracting(row -> row.getAsJsonObject().get("system").getAsString())
                .containsExactly(
                        "EGNN",
                        "EGNN+",
                        "GNN",
                        "Radial Field",
                        "TFN",
                        "SE(3)-Transformer",
                        "Linear");
        assertThat(run.out().lines().filter(line -> line.startsWith("| "))).hasSize(8);
        try (Stream<Path> models = Files.list(folder.resolve("out/models"))) {
            assertThat(models.map(m -> m.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "egnn", "egnn+", "gnn", "rf", "tfn", "se3", "linear");
        }
        assertThat(evaluated("egnn+")).isPositive();
    }

    @Test
    void aFolderOfOtherSettingsIsToldInOneLine() throws Exception {
        run("--system", "linear");
        Path result = folder.resolve("runs/linear/seed1/result.json");
        String before = Files.readString(result);
        Files.writeString(result, before.replace("learningRate=5", "learningRate=7"));

        CommandRun run = run("--system", "linear");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("holds a training with other settings");
        assertThat(rows()).hasSize(1);
    }

    /** In a process of its own, where digits are others. */
    @Test
    void filesAreTheSameWhateverTheLanguage() throws Exception {
        Process process =
                JavaProcess.start(
                        Main.class,
                        folder.resolve("errors.txt").toFile(),
                        List.of("-Duser.language=fa", "-Duser.country=IR"),
                        arguments("--system", "linear"));
        assertThat(process.waitFor())
                .as(() -> contentOf(folder.resolve("errors.txt").toFile()))
                .isZero();
        assertThat(folder.resolve("out/models/linear/nbody-0000.params")).exists();
        assertThat(Files.readString(folder.resolve("out/models/linear/card.json")))
                .matches("\\p{ASCII}*");
    }

    /** In a process of its own, killed between two of three trainings. */
    @Test
    void aTableKilledInTheMiddleEndsAsIfItHadNeverStopped() throws Exception {
        String[] systems = {"--system", "linear", "--system", "rf", "--system", "gnn"};
        Process process =
                JavaProcess.start(
                        Main.class,
                        folder.resolve("errors.txt").toFile(),
                        List.of(),
                        arguments(systems));
        while (process.isAlive()
                && Files.notExists(folder.resolve("runs/rf/seed1/checkpoint.bin"))) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        assertThat(folder.resolve("runs/linear/seed1/result.json")).exists();
        assertThat(folder.resolve("runs/gnn/seed1/result.json")).doesNotExist();

        CommandRun resumed = run(systems);

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(rows()).hasSize(3);
        byte[] field = parameters("out/models/rf");
        byte[] network = parameters("out/models/gnn");
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        run(systems);
        assertThat(parameters("out/models/rf")).isEqualTo(field);
        assertThat(parameters("out/models/gnn")).isEqualTo(network);
    }

    /** Holds once the whole table has been reproduced and committed. */
    @Test
    void theReadmeShowsTheTableOfTheCommittedResults() throws Exception {
        Path json = RESULTS.resolve("table2.json");
        assumeThat(json).exists();

        String table = Table2.read(json).table();

        assertThat(RESULTS.resolve("table2.md")).content().contains(table);
        assertThat(Path.of("..", "README.md")).content().contains(table);
    }
}

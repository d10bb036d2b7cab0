/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.egnn.datasets.randomgraph.ErdosRenyiGenerator;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.examples.CommandRun;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCommandsTest {

    private static final int GRAPHS = 20;

    @TempDir private Path folder;
    private Path data;
    private Path out;

    @BeforeEach
    void writeGraphs() throws Exception {
        data = folder.resolve("graphs.g6");
        out = folder.resolve("out");
        ErdosRenyiGenerator.standard(9, GRAPHS).generate().write(data);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"egnn", "gnn", "noise_gnn", "rf"})
    void whatIsTrainedCanBeEvaluated(String model) throws Exception {
        JsonObject trained = train(model, 2).json();

        assertThat(trained.keySet())
                .containsExactly(
                        "model", "samples", "validation_bce", "best_epoch", "epochs", "seconds");
        assertThat(trained.get("samples").getAsInt()).isZero();
        assertThat(trained.get("epochs").getAsInt()).isEqualTo(2);
        assertThat(ModelFolder.card(out).training().command())
                .isEqualTo(
                        "./egnn train graphs --model %s --data graphs.g6 --epochs 2 --seed 1"
                                .formatted(model));
        assertThat(out.resolve("learning_curve.png")).isNotEmptyFile();

        JsonObject result = evaluate().json();
        assertThat(result.keySet())
                .containsExactly("model", "samples", "bce", "error_percent", "f1");
        assertThat(result.get("samples").getAsInt()).isEqualTo(GRAPHS);
        assertThat(result.get("bce").getAsDouble()).isBetween(1.0, 1000.0);
        assertThat(result.get("error_percent").getAsDouble()).isBetween(0.0, 100.0);
        assertThat(evaluate().json()).isEqualTo(result);
    }

    @Test
    void thatTheModelWasTrainedOnTheseGraphsIsTold() throws Exception {
        train("rf", 1);
        GraphCollection others = GraphCollection.read(data).first(GRAPHS - 1);
        Path file = folder.resolve("others.g6");
        others.write(file);

        assertThat(evaluate().err()).contains("note: the model was trained on these graphs;");
        assertThat(evaluate(file).err()).doesNotContain("note:");
        Files.delete(out.resolve("card.json"));
        CommandRun withoutCard = evaluate();
        assertThat(withoutCard.exitCode()).as(withoutCard.err()).isZero();
        assertThat(withoutCard.err()).doesNotContain("note:");
    }

    @Test
    void theBestOfSeveralDrawsIsBetter() {
        train("egnn", 2);

        double single = evaluate().json().get("bce").getAsDouble();
        double best = evaluate("--draws", "8").json().get("bce").getAsDouble();

        assertThat(best).isLessThan(single);
    }

    @Test
    void aResumedTrainingEndsAsOneThatNeverStopped() throws Exception {
        train("egnn", 2);
        double expected = evaluate().json().get("bce").getAsDouble();
        Path other = folder.resolve("other");
        out = other;
        assertThat(train("egnn", 2).exitCode()).isZero();
        Files.delete(other.resolve("graph_autoencoder-0000.params"));

        CommandRun refused = train("egnn", 2);
        CommandRun resumed = train("egnn", 2, "--resume");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("--resume continues it");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(evaluate().json().get("bce").getAsDouble()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void anEvaluationOfTheBaselineCountsEdges() {
        GraphCollection graphs = ErdosRenyiGenerator.standard(2, 500).generate();

        assertThat(GraphMetrics.ofNoEdges(graphs).errorPercent()).isCloseTo(25.113, within(1e-3));
        assertThat(GraphMetrics.ofNoEdges(graphs).f1()).isZero();
    }

    @Test
    void aMalformedLineIsNamedByItsNumber() throws Exception {
        train("egnn", 1);
        Files.writeString(data, Files.readString(data) + "DQ\n");

        CommandRun run = evaluate();

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(data + ", line " + (GRAPHS + 1) + ": graph6: ");
    }

    @Test
    void figure3ShowsFourPanels() {
        Path results = folder.resolve("results");

        CommandRun run =
                CommandRun.of(
                        "reproduce",
                        "figure3",
                        "--quick",
                        "--runs",
                        folder.resolve("runs").toString(),
                        "--out",
                        results.toString(),
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().getAsJsonArray("panels")).hasSize(3);
        assertThat(results.resolve("figure3.png")).isNotEmptyFile();
        assertThat(results.resolve("figure3.json")).isNotEmptyFile();
    }

    @Test
    @Tag("slow")
    void figure5TrainsEverything() {
        Path results = folder.resolve("results");

        CommandRun run = figure5(results);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().getAsJsonArray("rows")).hasSize(10);
        assertThat(run.json().getAsJsonArray("overfit")).hasSize(27);
        assertThat(run.json().getAsJsonArray("dimensions")).hasSize(10);
        JsonObject row = run.json().getAsJsonArray("rows").get(4).getAsJsonObject();
        assertThat(row.keySet())
                .contains("system", "dataset", "bce", "error_percent", "f1", "paper");
        assertThat(row.get("paper").getAsJsonObject().get("bce").getAsDouble()).isEqualTo(2.14);
        for (String file : new String[] {"figure5.json", "figure5.csv", "figure5.md"}) {
            assertThat(results.resolve(file)).isNotEmptyFile();
        }
        assertThat(results.resolve("figure5.png")).isNotEmptyFile();
        assertThat(results.resolve("figure5_dimensions.png")).isNotEmptyFile();
    }

    @Test
    void figure5TrainsOneSystemOfOnePart() {
        CommandRun run =
                figure5(folder.resolve("results"), "--part", "overfit", "--system", "egnn");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().getAsJsonArray("overfit"))
                .hasSize(9)
                .allSatisfy(
                        training ->
                                assertThat(training.getAsJsonObject().get("system").getAsString())
                                        .isEqualTo("EGNN"));
        assertThat(run.json().getAsJsonArray("dimensions")).isEmpty();
    }

    @Test
    void figure5KeepsTheSeedsOfWhatWasNotAskedFor() {
        Path results = folder.resolve("results");
        String[] two = {"--part", "table", "--system", "egnn", "--seeds", "2"};
        assertThat(figure5(results, two).exitCode()).isZero();

        CommandRun run =
                figure5(results, "--part", "dimensions", "--system", "egnn", "--seeds", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().getAsJsonArray("rows"))
                .filteredOn(row -> row.toString().contains("EGNN"))
                .hasSize(2)
                .allSatisfy(
                        row ->
                                assertThat(row.getAsJsonObject().get("seeds").getAsInt())
                                        .isEqualTo(2));
    }

    @Test
    void figure5RefusesASystemThatThePartHasNot() {
        CommandRun run = figure5(folder.resolve("results"), "--part", "overfit", "--system", "rf");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--system: expected one that --part [OVERFIT] trains, got [rf]");
    }

    private CommandRun figure5(Path results, String... more) {
        return run(
                more,
                "reproduce",
                "figure5",
                "--quick",
                "--runs",
                folder.resolve("runs").toString(),
                "--out",
                results.toString(),
                "--json");
    }

    private CommandRun train(String model, int epochs, String... more) {
        return run(
                more,
                "train",
                "graphs",
                "--model",
                model,
                "--epochs",
                String.valueOf(epochs),
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--json");
    }

    private CommandRun evaluate(String... more) {
        return evaluate(data, more);
    }

    private CommandRun evaluate(Path graphs, String... more) {
        return run(
                more,
                "evaluate",
                "graphs",
                "--model",
                out.toString(),
                "--data",
                graphs.toString(),
                "--json");
    }

    private static CommandRun run(String[] more, String... args) {
        String[] all = new String[args.length + more.length];
        System.arraycopy(args, 0, all, 0, args.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return CommandRun.of(all);
    }
}

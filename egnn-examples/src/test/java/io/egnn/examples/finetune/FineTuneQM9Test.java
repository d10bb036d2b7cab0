/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeFiles;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeSplit;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.examples.CommandRun;
import io.egnn.examples.qm9.QM9Models;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.MoleculeEgnn;
import io.egnn.weights.StateDict;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineTuneQM9Test {

    @TempDir private static Path folder;

    private static Path molecules;
    private static Path pretrained;

    /** Pairs of atoms, whose label is their distance; pretrained on the twelve of QM9. */
    @BeforeAll
    static void pretrain() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder xyz = new StringBuilder();
        StringBuilder qm9 = new StringBuilder();
        StringBuilder csv = new StringBuilder("name,distance\n");
        for (int m = 1; m <= 40; m++) {
            double d = random.nextDouble(0.8, 1.6);
            String atoms = "H 0 0 0\nF 0 0 " + d + "\n";
            xyz.append("2\npair\n").append(atoms);
            qm9.append("2\ngdb ").append(m).append(" 1 1 1");
            qm9.append((" " + d * d * d).repeat(12)).append('\n').append(atoms);
            csv.append(m).append(',').append(d).append('\n');
        }
        molecules = Files.writeString(folder.resolve("pairs.xyz"), xyz);
        Files.writeString(folder.resolve("pairs.xyz.csv"), csv);
        Path labelled = Files.writeString(folder.resolve("qm9.xyz"), qm9);
        pretrained = folder.resolve("pretrained");
        CommandRun run =
                CommandRun.of(
                        "train",
                        "qm9",
                        "--data",
                        labelled.toString(),
                        "--epochs",
                        "1",
                        "--out",
                        pretrained.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void allButTheReadoutIsTakenOver() throws Exception {
        try (ZooModel<Molecule, MoleculeProperties> source =
                        QM9Models.load(pretrained.toString(), Device.cpu());
                Model model = Model.newInstance("tuned", Device.cpu(), "PyTorch")) {
            GraphNetwork<?> network = (GraphNetwork<?>) source.getBlock();
            Engine engine = Engine.getEngine("PyTorch");
            engine.setRandomSeed(7);
            FineTuneQM9.adapt(network, model, network.getInputShapes());
            GraphNetwork<?> fresh = ((MoleculeEgnn) model.getBlock()).config().newNetwork();
            engine.setRandomSeed(7);
            fresh.initialize(model.getNDManager(), DataType.FLOAT32, network.getInputShapes());

            assertThat(((MoleculeEgnn) model.getBlock()).config().outputFeatures()).isEqualTo(1);
            Map<String, Parameter> learned = StateDict.names(network);
            Map<String, Parameter> anew = StateDict.names(fresh);
            StateDict.names(model.getBlock())
                    .forEach(
                            (name, parameter) ->
                                    assertThat(parameter.getArray().toFloatArray())
                                            .as(name)
                                            .containsExactly(
                                                    (name.startsWith("graph_dec.") ? anew : learned)
                                                            .get(name)
                                                            .getArray()
                                                            .toFloatArray()));
        }
    }

    @Test
    void aSmallTableIsSplitWithoutBeingTold() throws Exception {
        Path out = folder.resolve("small");
        CommandRun run =
                runOnPairs("--out", out.toString(), "--seeds", "2", "--steps", "3", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().get("test_molecules").getAsInt()).isEqualTo(8);
        JsonArray rows = run.json().getAsJsonArray("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).getAsJsonObject().get("samples").getAsInt()).isEqualTo(32);
        // An epoch has two batches.
        assertThat(rows.get(0).getAsJsonObject().get("steps").getAsInt()).isEqualTo(2);
        ModelCard.Training training = ModelFolder.card(out).training();
        assertThat(training.seed()).isEqualTo(2);
        assertThat(training.epochs()).isEqualTo(1);
        assertThat(training.command())
                .isEqualTo(
                        "./egnn finetune qm9 --model "
                                + pretrained
                                + " --data pairs.xyz --label distance"
                                + " --samples 32 --test 8 --steps 3 --seeds 2");
    }

    @Test
    void moleculesWithoutTheLabelAreLeftOut() throws Exception {
        Path gaps = Files.copy(molecules, folder.resolve("gaps.xyz"));
        String csv = Files.readString(folder.resolve("pairs.xyz.csv"));
        Files.writeString(
                folder.resolve("gaps.xyz.csv"), csv.replaceAll("(?m)^(3|17|18),.*", "$1,"));
        CommandRun run =
                CommandRun.of(
                        "finetune",
                        "qm9",
                        "--data",
                        gaps.toString(),
                        "--model",
                        pretrained.toString(),
                        "--seeds",
                        "1",
                        "--steps",
                        "3",
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("note: 3 of 40 molecules have no distance and are left out");
        assertThat(run.json().get("test_molecules").getAsInt()).isEqualTo(7);
        JsonArray rows = run.json().getAsJsonArray("rows");
        assertThat(rows.get(0).getAsJsonObject().get("samples").getAsInt()).isEqualTo(30);
    }

    /** As a training on the file splits it, whatever is missing. */
    @Test
    void whatIsMissingDoesNotChangeWhatIsTested() throws Exception {
        Path other = Files.copy(molecules, folder.resolve("missing.xyz"));
        String csv = Files.readString(folder.resolve("pairs.xyz.csv"));
        int[] order = MoleculeSplit.order(40, 0);
        // Errors on these two alone, the last but one of which has no label.
        Files.writeString(
                folder.resolve("missing.xyz.csv"),
                csv.replaceAll("(?m)^(%d),.*".formatted(order[38] + 1), "$1,"));
        double expected = (error(csv, order[39]) + error(csv, order[37])) / 2;

        CommandRun run = runOn(other, "--test", "2", "--seeds", "1", "--steps", "2", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject row = run.json().getAsJsonArray("rows").get(0).getAsJsonObject();
        assertThat(row.get("composition").getAsDouble()).isCloseTo(expected, within(1e-6));
    }

    /** How far a distance is from the mean of those that are trained on. */
    private static double error(String csv, int m) {
        int[] order = MoleculeSplit.order(40, 0);
        List<String> lines = csv.lines().skip(1).toList();
        double mean =
                Arrays.stream(order, 0, 37)
                        .mapToDouble(k -> distance(lines.get(k)))
                        .average()
                        .orElseThrow();
        return Math.abs(distance(lines.get(m)) - mean);
    }

    private static double distance(String line) {
        return Double.parseDouble(line.substring(line.indexOf(',') + 1));
    }

    /** The unit and the free atoms of QM9 are those of QM9's files. */
    @Test
    void aLabelOfOnesOwnThatIsCalledAsOneOfQM9StaysAsItIs() throws Exception {
        Path other = Files.copy(molecules, folder.resolve("own.xyz"));
        String csv = Files.readString(folder.resolve("pairs.xyz.csv"));
        String[] names = {"gap", "B"};
        for (String name : names) {
            Files.writeString(folder.resolve("own.xyz.csv"), csv.replace("distance", name));
            CommandRun run = runOn(other, "--seeds", "1", "--steps", "2", "--json");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.json().get("unit").getAsString()).isEqualTo("units of the table");
            JsonObject row = run.json().getAsJsonArray("rows").get(0).getAsJsonObject();
            assertThat(row.get("composition").getAsDouble()).isBetween(0.05, 1.);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--samples 30 --test 20|--samples + --test: the table has 40 molecules with the label, got 30 + 20",
                "--test 1000|--samples + --test: the table has 40 molecules with the label, got 1 + 1000",
                "--test 0|--test: expected at least 1, got 0",
                "--samples 0|--samples: expected at least 1, got 0",
                "--steps 1|--steps: expected at least an epoch of 2, got 1",
            })
    void numbersThatDoNotFitTheTableAreTold(String options, String message) {
        CommandRun run = runOnPairs(options.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("error: " + message + System.lineSeparator());
    }

    @Test
    void aTableOfOnesOwnIsLearnedAndTheModelPredicts() {
        Path out = folder.resolve("tuned");
        CommandRun run = learnDistances(out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().get("label").getAsString()).isEqualTo("distance");
        assertThat(run.json().get("test_molecules").getAsInt()).isEqualTo(10);
        JsonObject row = run.json().getAsJsonArray("rows").get(0).getAsJsonObject();
        assertThat(row.keySet())
                .containsExactly(
                        "samples", "seed", "steps", "composition", "fine_tuned", "from_scratch");
        assertThat(row.get("fine_tuned").getAsDouble())
                .isLessThan(0.5 * row.get("composition").getAsDouble());

        JsonObject answer =
                CommandRun.of("predict", "--model", out.toString(), "--json", molecules.toString())
                        .json()
                        .getAsJsonArray("molecules")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("properties");
        assertThat(answer.keySet()).containsExactly("distance");
        assertThat(answer.getAsJsonObject("distance").get("unit").getAsString())
                .isEqualTo("angstrom");

        CommandRun evaluated =
                CommandRun.of(
                        "evaluate",
                        "qm9",
                        "--model",
                        out.toString(),
                        "--data",
                        folder.resolve("qm9.xyz").toString());
        assertThat(evaluated.exitCode()).isEqualTo(2);
        assertThat(evaluated.err())
                .contains("--model: expected one that predicts a property of QM9, got " + out);
    }

    @Test
    void aLogarithmIsLearnedInPercentAndPredictedInItsUnit() throws Exception {
        Path out = folder.resolve("logarithm");
        CommandRun run = learnDistances(out, "--log");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().get("unit").getAsString()).isEqualTo("%");
        JsonObject row = run.json().getAsJsonArray("rows").get(0).getAsJsonObject();
        // Distances from 0.8 to 1.6 are some 17 % from their geometric mean.
        assertThat(row.get("composition").getAsDouble()).isBetween(8., 30.);

        JsonArray answers =
                CommandRun.of("predict", "--model", out.toString(), "--json", molecules.toString())
                        .json()
                        .getAsJsonArray("molecules");
        MoleculeTable table = MoleculeFiles.readAllLabels(molecules);
        MoleculeTable test = new MoleculeSplit(30, 0, 10, 0).select(table, Usage.TEST);
        double sum = 0;
        for (int m = 0; m < test.size(); m++) {
            JsonObject distance =
                    answers.get(test.id(m) - 1)
                            .getAsJsonObject()
                            .getAsJsonObject("properties")
                            .getAsJsonObject("distance");
            assertThat(distance.get("unit").getAsString()).isEqualTo("angstrom");
            double predicted = distance.get("value").getAsDouble();
            sum += Math.abs(Math.log(predicted / test.label(m, "distance")));
        }
        assertThat(row.get("fine_tuned").getAsDouble())
                .isCloseTo(100 * sum / test.size(), within(1e-3))
                .isLessThan(0.5 * row.get("composition").getAsDouble());
    }

    @Test
    void aLabelThatIsNotThereIsToldWithThoseThatAre() {
        CommandRun run =
                run("--model", "none", "--data", molecules.toString(), "--label", "colour");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--label: expected one of [distance], got colour");
    }

    @Test
    @Tag("slow")
    void fineTuningIsAQuarterBetterThanTrainingFromScratch() throws Exception {
        assumeThat(ModelCatalog.shipped().best(QM9Models.ARTIFACT, "homo")).isPresent();
        assumeThat(System.getProperty("EGNN_DATA", System.getenv("EGNN_DATA"))).isNotNull();
        JsonArray rows = run("--json").json().getAsJsonArray("rows");
        assertThat(rows).hasSize(3);
        rows.forEach(
                row ->
                        assertThat(row.getAsJsonObject().get("fine_tuned").getAsDouble())
                                .isLessThan(
                                        0.75
                                                * row.getAsJsonObject()
                                                        .get("from_scratch")
                                                        .getAsDouble()));
    }

    private static CommandRun runOnPairs(String... more) {
        return runOn(molecules, more);
    }

    private static CommandRun runOn(Path table, String... more) {
        List<String> options = new ArrayList<>(List.of("--model", pretrained.toString()));
        options.addAll(List.of("--data", table.toString()));
        options.addAll(List.of(more));
        return run(options.toArray(String[]::new));
    }

    /** On 20 of the pairs, measured with 10 others. */
    private static CommandRun learnDistances(Path out, String... more) {
        List<String> options =
                new ArrayList<>(List.of("--model", pretrained.toString(), "--unit", "angstrom"));
        options.addAll(List.of("--data", molecules.toString(), "--out", out.toString()));
        options.addAll(List.of("--samples", "20", "--test", "10", "--seeds", "1"));
        options.addAll(List.of("--steps", "60", "--json"));
        options.addAll(List.of(more));
        return run(options.toArray(String[]::new));
    }

    private static CommandRun run(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "finetune";
        all[1] = "qm9";
        System.arraycopy(options, 0, all, 2, options.length);
        return CommandRun.of(all);
    }
}

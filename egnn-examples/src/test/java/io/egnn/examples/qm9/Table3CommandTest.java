/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Table3CommandTest {

    @TempDir private Path folder;

    private CommandRun run(String... more) throws Exception {
        Path data = folder.resolve("molecules.xyz");
        if (!Files.exists(data)) {
            InventedMolecules.write(data, 70);
        }
        List<String> arguments =
                List.of(
                        "reproduce",
                        "table3",
                        "--quick",
                        "--data",
                        data.toString(),
                        "--runs",
                        folder.resolve("runs").toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--json");
        return CommandRun.of(
                Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void ourRowsStandBesideThePapers() throws Exception {
        CommandRun run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        Path out = folder.resolve("out");
        JsonArray rows =
                JsonParser.parseString(Files.readString(out.resolve("table3.json")))
                        .getAsJsonArray();
        assertThat(run.json().getAsJsonArray("rows")).isEqualTo(rows);
        assertThat(rows)
                .extracting(row -> row.getAsJsonObject().get("system").getAsString())
                .containsExactly("EGNN (all)", "EGNN", "SchNet");
        JsonObject all = rows.get(0).getAsJsonObject();
        assertThat(all.keySet())
                .containsExactly("system", "training_molecules", "mae", "paper", "model");
        assertThat(all.get("training_molecules").getAsInt()).isEqualTo(40);
        assertThat(all.getAsJsonObject("mae").keySet())
                .containsExactlyElementsOf(
                        MoleculeTarget.QM9.stream().map(MoleculeTarget::name).toList());
        assertThat(all.getAsJsonObject("paper").get("zpve").getAsDouble()).isEqualTo(1.55);
        JsonObject schnet = rows.get(2).getAsJsonObject();
        assertThat(schnet.getAsJsonObject("mae").keySet()).containsExactly("homo");
        assertThat(schnet.getAsJsonObject("paper").get("homo").getAsDouble()).isEqualTo(41);
        assertThat(evaluated(schnet.getAsJsonObject("model").get("homo").getAsString()))
                .isCloseTo(schnet.getAsJsonObject("mae").get("homo").getAsDouble(), within(1e-6));

        assertThat(out.resolve("table3.md"))
                .content()
                .contains("trained on 40 molecules instead of 100,000", "U0 meV, zpve meV")
                .contains("| SchNet, paper | 100,000 | 0.235 | 63.0 | 41.0 |")
                .contains(
                        "| TFN, paper | 100,000 | 0.223 | 58.0 | 40.0 | 38.0 | 0.064 | 0.101 |  |");
        // A head, twelve properties of one system and one of two.
        assertThat(Files.readAllLines(out.resolve("table3.csv"))).hasSize(15);
        assertThat(ImageIO.read(out.resolve("table3.png").toFile()).getWidth()).isEqualTo(1000);
        assertThat(ImageIO.read(out.resolve("table3_parity.png").toFile()).getWidth())
                .isEqualTo(4 * 320);
        for (String name : new String[] {"egnn_all", "egnn_homo", "schnet_homo"}) {
            assertThat(ImageIO.read(out.resolve("table3_curve_" + name + ".png").toFile()))
                    .isNotNull();
        }
    }

    @Test
    void whatHasBeenTrainedIsNotTrainedAgain() throws Exception {
        CommandRun first = run();
        CommandRun second = run();

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).contains("3 of 3 trainings have ended before");
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void propertiesMayBeTrainedOneAfterTheOther() throws Exception {
        JsonArray first = run("--property", "zpve").json().getAsJsonArray("rows");
        JsonArray second = run("--property", "Cv").json().getAsJsonArray("rows");

        for (int row = 1; row < 3; row++) {
            JsonObject errors = second.get(row).getAsJsonObject().getAsJsonObject("mae");
            assertThat(errors.keySet()).containsExactly("zpve", "Cv");
            assertThat(errors.get("zpve"))
                    .isEqualTo(first.get(row).getAsJsonObject().getAsJsonObject("mae").get("zpve"));
        }
        // A head, twelve properties of one system and two of two.
        assertThat(Files.readAllLines(folder.resolve("out/table3.csv"))).hasSize(17);
    }

    @Test
    void oneNetworkForAllPropertiesHasARowForEachSystem() throws Exception {
        CommandRun run = run("--property", "all");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonArray rows = run.json().getAsJsonArray("rows");
        assertThat(rows)
                .extracting(row -> row.getAsJsonObject().get("system").getAsString())
                .containsExactly("EGNN (all)", "SchNet (all)");
        JsonObject schnet = rows.get(1).getAsJsonObject();
        assertThat(schnet.getAsJsonObject("mae").size()).isEqualTo(12);
        assertThat(schnet.getAsJsonObject("paper").get("homo").getAsDouble()).isEqualTo(41);
        assertThat(schnet.getAsJsonObject("model").get("homo").getAsString())
                .endsWith("schnet_all");
    }

    @Test
    void thePaperHasEverySystem() {
        assertThat(Table3Row.paperSystems()).hasSize(9).startsWith("NMP").endsWith("EGNN");
        assertThat(Table3Row.paper("TFN"))
                .isEqualTo(
                        Map.of(
                                "alpha", .223, "gap", 58., "homo", 40., "lumo", 38., "mu", .064,
                                "Cv", .101));
        assertThat(Table3Row.paper("GNN")).isNull();
    }

    /** The error on the test molecules of a quick run, which are all that the file leaves. */
    private double evaluated(String model) {
        return CommandRun.of(
                        "evaluate",
                        "qm9",
                        "--model",
                        model,
                        "--data",
                        folder.resolve("molecules.xyz").toString(),
                        "--test",
                        "--json")
                .json()
                .getAsJsonObject("mae")
                .get("homo")
                .getAsDouble();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.datasets.molecule.Uncharacterized;
import io.egnn.examples.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeometryCommandTest {

    private static final String WATER = "O 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n";
    private static final String FLUORINE = "F 0 0 0\nF 0 0 1.4\n";

    @TempDir private static Path folder;

    private static Path data;
    private static Path published;

    @BeforeAll
    static void train() throws Exception {
        data = InventedMolecules.write(folder.resolve("labelled.xyz"), 30);
        CommandRun run =
                CommandRun.of(
                        "train",
                        "qm9",
                        "--data",
                        data.toString(),
                        "--epochs",
                        "1",
                        "--out",
                        folder.resolve("model").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        int seen = QM9Data.read(data).training().id(0);
        published =
                Files.writeString(
                        folder.resolve("published.xyz"),
                        published(seen, 3, WATER, "O")
                                + published(101, 3, WATER, "O")
                                + published(102, 2, FLUORINE, "FF")
                                + published(103, 2, FLUORINE, "no-smiles")
                                + published(104, 2, FLUORINE, "Cl"));
    }

    private static String published(int id, int atoms, String rows, String smiles) {
        return "%d\ngdb %d\t1\t1\t1%s\n%s100.5\t200.5\n%s\t%s\nInChI=1S\tInChI=1S\n"
                .formatted(atoms, id, "\t0.1".repeat(12), rows, "X", smiles);
    }

    @Test
    void errorsAreToldForBothGeometries() throws Exception {
        CommandRun run = run(data);

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject json = run.json();
        assertThat(json.getAsJsonArray("rows")).hasSize(12);
        JsonObject homo = json.getAsJsonArray("rows").get(2).getAsJsonObject();
        assertThat(homo.keySet()).containsExactly("property", "unit", "all", "unseen");
        assertThat(homo.get("property").getAsString()).isEqualTo("homo");
        assertThat(homo.get("unit").getAsString()).isEqualTo("meV");
        JsonObject all = homo.getAsJsonObject("all");
        JsonObject unseen = homo.getAsJsonObject("unseen");
        assertThat(all.get("molecules").getAsInt()).isEqualTo(3);
        assertThat(unseen.get("molecules").getAsInt()).isEqualTo(2);
        assertThat(all.get("mae_rebuilt").getAsDouble())
                .isPositive()
                .isNotEqualTo(all.get("mae_dft").getAsDouble());
        assertThat(json.getAsJsonArray("failures"))
                .extracting(failure -> failure.getAsJsonObject().get("reason").getAsString())
                .containsExactly("without a geometry", "of other elements");

        Path out = folder.resolve("out");
        assertThat(JsonParser.parseString(Files.readString(out.resolve("geometry.json"))))
                .isEqualTo(json.get("rows"));
        assertThat(Files.readAllLines(out.resolve("geometry.csv"))).hasSize(13);
        assertThat(out.resolve("geometry.md"))
                .content()
                .contains("2 molecules could not be rebuilt: 1 of other elements; 1 without a")
                .contains("Left: all 3 molecules", "Right: the 2 that it was not trained on");
    }

    /** What the paper leaves out is in neither half, though the model was not trained on it. */
    @Test
    void uncharacterizedMoleculesAreLeftOut() throws Exception {
        Path list = published.resolveSibling("uncharacterized.txt");
        StringBuilder text = new StringBuilder();
        for (int id = 101; id < 101 + Uncharacterized.COUNT; id++) {
            text.append("   ").append(id == 102 ? 100 : id).append("   C   C   C\n");
        }
        Files.writeString(list, text);
        try {
            CommandRun run = run(data);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.json().get("uncharacterized").getAsInt()).isEqualTo(3);
            JsonObject row = run.json().getAsJsonArray("rows").get(0).getAsJsonObject();
            assertThat(row.getAsJsonObject("all").get("molecules").getAsInt()).isEqualTo(2);
            assertThat(row.getAsJsonObject("unseen").get("molecules").getAsInt()).isEqualTo(1);
            assertThat(run.json().getAsJsonArray("failures")).isEmpty();
            assertThat(folder.resolve("out/geometry.md"))
                    .content()
                    .contains("3 molecules on QM9's list `uncharacterized.txt` are left out.");
        } finally {
            Files.delete(list);
        }
    }

    @Test
    void whatTheModelWasTrainedOnMustBeThatFile() throws Exception {
        Path other = InventedMolecules.write(folder.resolve("other.xyz"), 20);
        CommandRun run = run(other);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("expected one trained on the molecules of --data, whose hash is ");
    }

    private static CommandRun run(Path trainedOn) {
        return CommandRun.of(
                "reproduce",
                "geometry",
                "--model",
                folder.resolve("model").toString(),
                "--published",
                published.toString(),
                "--data",
                trainedOn.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--json");
    }
}

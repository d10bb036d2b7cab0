/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.egnn.examples.CommandRun;
import io.egnn.zoo.ModelCatalog;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file of molecules to properties, with a model that has hardly been trained. */
class PredictCommandTest {

    private static final String MOLECULES =
            """
            3
            water
            O 0 0 0
            H 0.96 0 0
            H -0.24 0.93 0
            2
            hydrogen chloride
            H 0 0 0
            Cl 0 0 1.27
            2
            broken
            H 0 0 zero
            H 0 0 1
            2
            twice in one place
            H 0 0 0
            H 0 0 0
            1
            hydrogen, atom
            H 0 0 0
            """;

    @TempDir private static Path folder;

    private static Path data;
    private static Path model;
    private static Path molecules;

    @BeforeAll
    static void train() throws Exception {
        data = InventedMolecules.write(folder.resolve("labelled.xyz"), 30);
        model = folder.resolve("model");
        molecules = Files.writeString(folder.resolve("molecules.xyz"), MOLECULES);
        CommandRun run =
                CommandRun.of(
                        "train",
                        "qm9",
                        "--data",
                        data.toString(),
                        "--epochs",
                        "1",
                        "--out",
                        model.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void everyEntryIsAnsweredInItsPlace() {
        CommandRun run = predict("--json", molecules.toString());

        assertThat(run.exitCode()).isZero();
        List<JsonObject> entries =
                run.json().getAsJsonArray("molecules").asList().stream()
                        .map(e -> e.getAsJsonObject())
                        .toList();
        assertThat(entries).hasSize(5);
        JsonObject water = entries.get(0);
        assertThat(water.get("name").getAsString()).isEqualTo("water");
        assertThat(water.get("place").getAsString()).isEqualTo("molecules.xyz line 1");
        assertThat(water.getAsJsonObject("properties").keySet()).hasSize(16);
        JsonObject homo = water.getAsJsonObject("properties").getAsJsonObject("homo");
        assertThat(homo.get("unit").getAsString()).isEqualTo("eV");
        assertThat(water.getAsJsonArray("warnings")).isEmpty();
        assertThat(entries.get(1).get("error").getAsString())
                .isEqualTo("atom 2: expected one of H, C, N, O and F, got Cl");
        assertThat(entries.get(2).get("error").getAsString())
                .isEqualTo(
                        "line 12 of molecules.xyz: expected a finite number in column 4, got zero");
        assertThat(entries.get(3).getAsJsonArray("warnings").get(0).getAsString())
                .isEqualTo("atoms 1 and 2 are 0.00 angstrom apart; is that the unit?");
        assertThat(entries.get(4).getAsJsonArray("warnings")).hasSize(1);
        assertThat(run.err()).contains("2 of 5 entries have no answer");
    }

    @Test
    void tableAndTextHaveTheSameNumbers() {
        CommandRun csv = predict("--csv", molecules.toString());
        List<String> lines = csv.out().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .startsWith("place,name,alpha [bohr^3],gap [eV]")
                .endsWith("warnings,error");
        int columns = lines.get(0).split(",", -1).length;
        assertThat(lines.get(1).split(",", -1)).hasSize(columns);
        assertThat(lines.get(5)).contains("\"hydrogen, atom\"");
        String alpha = lines.get(1).split(",", -1)[2];
        double inText =
                Double.parseDouble(
                        predict(molecules.toString())
                                .out()
                                .lines()
                                .filter(line -> line.contains(" alpha "))
                                .findFirst()
                                .orElseThrow()
                                .strip()
                                .split(" +", -1)[1]);
        assertThat(Double.parseDouble(alpha)).isCloseTo(inText, within(5.1e-5));
    }

    @Test
    void smilesAreAnsweredWithAWarning() throws Exception {
        Path smiles = Files.writeString(folder.resolve("m.smi"), "O water\n");
        CommandRun run = predict(smiles.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("water (m.smi line 1)")
                .contains("warning: geometry of a force field");
    }

    @Test
    void fromWhereNothingCanBeReadTheRestIsTold() throws Exception {
        Path cut = Files.writeString(folder.resolve("cut.xyz"), MOLECULES + "x".repeat(70_000));
        CommandRun run = predict("--json", cut.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().getAsJsonArray("molecules")).hasSize(6);
        assertThat(run.out()).contains("cannot be read any further: line 21 of cut.xyz");
    }

    @Test
    void aFileWithoutMoleculesIsTold() throws Exception {
        Path none = Files.writeString(folder.resolve("none.xyz"), "oops\n");
        CommandRun run = predict("--json", none.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("expected a number of atoms, got oops");
        for (String name : new String[] {"empty.sdf", "empty.smi", "empty.xyz", "empty.mol"}) {
            Path empty = Files.writeString(folder.resolve(name), "\n");
            run = predict(empty.toString());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out().strip()).isEqualTo(empty + ": has no molecules");
            assertThat(run.err()).contains("1 of 1 entries have no answer");
        }
    }

    @Test
    void oneBadMoleculeAmongAThousandIsToldAndTheOthersAreAnswered() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int m = 0; m < 1000; m++) {
            String x = m == 616 ? "zero" : String.valueOf(0.9 + 1e-4 * m);
            text.append("2\nnumber ").append(m).append("\nH 0 0 0\nF 0 0 ").append(x).append('\n');
        }
        Path file = Files.writeString(folder.resolve("thousand.xyz"), text);
        CommandRun run = predict("--json", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("1 of 1000 entries have no answer");
        List<JsonElement> entries = run.json().getAsJsonArray("molecules").asList();
        assertThat(entries).hasSize(1000);
        for (int m = 0; m < 1000; m++) {
            JsonObject entry = entries.get(m).getAsJsonObject();
            assertThat(entry.get("place").getAsString())
                    .isEqualTo("thousand.xyz line " + (4 * m + 1));
            assertThat(entry.has("error")).isEqualTo(m == 616);
            if (m != 616) {
                assertThat(entry.get("name").getAsString()).isEqualTo("number " + m);
            }
        }
        assertThat(entries.get(616).getAsJsonObject().get("error").getAsString())
                .isEqualTo(
                        "line 2468 of thousand.xyz: expected a finite number in column 4, got zero");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "C[NH3+]|charge +1: the model was trained on neutral molecules",
                "[OH]|an odd number of electrons",
                "CCCCCCCCCC|10 heavy atoms: molecules of QM9 have at most 9"
            })
    void whatQm9DoesNotHaveIsAnsweredWithAWarning(String smiles, String warning) throws Exception {
        String file = Files.writeString(folder.resolve("warned.smi"), smiles + "\n").toString();
        JsonObject entry =
                predict("--json", file).json().getAsJsonArray("molecules").get(0).getAsJsonObject();
        assertThat(entry.getAsJsonObject("properties").keySet()).hasSize(16);
        assertThat(entry.getAsJsonArray("warnings").toString()).contains(warning);
        assertThat(predict(file).out()).contains("  warning: ").contains(warning);
        assertThat(predict("--csv", file).out()).contains(warning);
    }

    @Test
    void whatIsNoGeometryIsTold() throws Exception {
        String carbonMonoxide =
                """
                bare
                  test    3D

                  2  1  0  0  0  0  0  0  0  0999 V2000
                    0.0000    0.0000    0.1173 C   0  0  0  0  0  0
                    1.0000    0.7572   -0.4692 O   0  0  0  0  0  0
                  1  2  1  0
                M  END
                $$$$
                """;
        String flat =
                carbonMonoxide
                        .replace("0.1173", "0.0000")
                        .replace("-0.4692", " 0.0000")
                        .replace("3D", "2D");
        Path file = Files.writeString(folder.resolve("bare.sdf"), carbonMonoxide + flat);
        CommandRun run = predict(file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "bare.sdf line 1: 4 hydrogen atoms are not among the atoms; expected all of"
                                + " them, with their positions",
                        "bare.sdf line 10: has coordinates in two dimensions; expected a geometry,"
                                + " in angstrom");
    }

    @Test
    void evaluationAgreesWithTheCardOnTheTestMolecules() throws Exception {
        CommandRun run =
                CommandRun.of(
                        "evaluate",
                        "qm9",
                        "--model",
                        model.toString(),
                        "--data",
                        data.toString(),
                        "--test",
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject json = run.json();
        assertThat(json.get("samples").getAsInt()).isEqualTo(3);
        assertThat(json.getAsJsonObject("mae").keySet())
                .containsExactly(
                        "alpha", "gap", "homo", "lumo", "mu", "Cv", "G", "H", "r2", "U", "U0",
                        "zpve");
        assertThat(json.getAsJsonObject("units").get("U0").getAsString()).isEqualTo("meV");
        double inCard =
                ModelFolder.card(model).metrics().stream()
                        .filter(metric -> metric.name().equals("test_mae_U0"))
                        .findFirst()
                        .orElseThrow()
                        .value();
        assertThat(json.getAsJsonObject("mae").get("U0").getAsDouble())
                .isCloseTo(inCard, within(1e-9 * inCard));
    }

    @Test
    void withoutAModelTheBestOfTheZooIsMeasuredForEachProperty() throws Exception {
        ModelCatalog zoo = ModelCatalog.shipped();
        assumeThat(zoo.best(QM9Models.ARTIFACT, "homo")).as("a model of molecules").isPresent();
        assumeThat(System.getProperty("EGNN_DATA", System.getenv("EGNN_DATA")))
                .as("EGNN_DATA, a folder with QM9's sample in it")
                .isNotNull();
        JsonObject mae =
                CommandRun.of("evaluate", "qm9", "--test", "--json").json().getAsJsonObject("mae");
        assertThat(mae.keySet()).hasSize(12);
        for (String property : mae.keySet()) {
            double inCard =
                    zoo.best(QM9Models.ARTIFACT, property)
                            .orElseThrow()
                            .card()
                            .testError(property)
                            .orElseThrow();
            assertThat(mae.get(property).getAsDouble())
                    .as(property)
                    .isCloseTo(inCard, within(1e-4 * inCard));
        }
    }

    @Test
    void whatCannotBeReadIsToldInOneLine() {
        CommandRun run = predict("missing.sdf");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("error: no such file: missing.sdf");
        assertThat(predict("--csv", "--json", molecules.toString()).err())
                .contains("--csv and --json: expected one of them, got both");
    }

    private static CommandRun predict(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "predict";
        all[1] = "--model";
        all[2] = model.toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return CommandRun.of(all);
    }
}

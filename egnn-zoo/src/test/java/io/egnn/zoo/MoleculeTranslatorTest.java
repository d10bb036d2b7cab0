/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.LabelScaling.Explained;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeReader;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.MoleculeEgnnConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Molecules in, properties out: units, symmetries, warnings, and through a folder. */
class MoleculeTranslatorTest {

    private static final Molecule WATER =
            new Molecule(
                    "water",
                    new int[] {8, 1, 1},
                    new double[][] {{0, 0, 0.1}, {0.96, 0, 0.2}, {-0.24, 0.93, 0}});
    private static final Molecule METHANE =
            new Molecule(
                    "methane",
                    new int[] {6, 1, 1, 1, 1},
                    new double[][] {
                        {0, 0, 0},
                        {0.63, 0.63, 0.63},
                        {-0.63, -0.63, 0.63},
                        {-0.63, 0.63, -0.63},
                        {0.63, -0.63, -0.63}
                    });

    @TempDir private Path folder;

    private Model model;

    @BeforeEach
    void makeModel() {
        model = Model.newInstance("molecules", Device.cpu(), "PyTorch");
        var network = MoleculeEgnnConfig.of(15, 16, 2, 8, 5, 12, 4).newNetwork();
        Shape[] shapes = new Shape[GraphBatch.NAMES.size()];
        Arrays.fill(shapes, new Shape(0));
        shapes[0] = new Shape(1, 3, 15);
        shapes[1] = new Shape(1, 3, 3);
        network.initialize(model.getNDManager(), DataType.FLOAT32, shapes);
        model.setBlock(network);
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void totalEnergiesHaveFreeAtomsInDoublePrecision() throws Exception {
        MoleculeProperties answer = predict(WATER).get(0);
        assertThat(answer.name()).isEqualTo("water");
        double atoms = 27.2114 * (-75.064579 - 2 * 0.500273);
        assertThat(answer.value("U0") - answer.value("U0_atomization"))
                .isCloseTo(atoms, within(1e-9));
        assertThat(answer.properties().get(1).unit()).isEqualTo("eV");
        assertThat(answer.properties().get(11).unit()).isEqualTo("meV");
        assertThat(answer.warnings()).isEmpty();
    }

    @Test
    void movingTurningAndRenumberingChangesNothing() throws Exception {
        double[] before = values(predict(METHANE).get(0));
        double c = Math.cos(1);
        double s = Math.sin(1);
        int[] order = {3, 1, 0, 4, 2};
        int[] numbers = new int[5];
        double[][] x = new double[5][];
        for (int a = 0; a < 5; a++) {
            double[] p = METHANE.positions()[order[a]];
            numbers[a] = METHANE.atomicNumbers()[order[a]];
            // Turned about z, reflected in z, and far away.
            x[a] = new double[] {c * p[0] - s * p[1] + 1000, s * p[0] + c * p[1] - 500, 200 - p[2]};
        }
        double[] after = values(predict(new Molecule("m", numbers, x)).get(0));
        for (int k = 0; k < after.length; k++) {
            assertThat(after[k]).isCloseTo(before[k], within(1e-5));
        }
    }

    @Test
    void aBatchIsWhatItsMoleculesAreOneByOne() throws Exception {
        List<MoleculeProperties> together = predict(WATER, METHANE, WATER);
        assertThat(together)
                .extracting(MoleculeProperties::name)
                .containsExactly("water", "methane", "water");
        double[] alone = values(predict(METHANE).get(0));
        double[] batched = values(together.get(1));
        for (int k = 0; k < alone.length; k++) {
            assertThat(batched[k]).isCloseTo(alone[k], within(1e-5));
        }
    }

    @Test
    void whatTheModelDoesNotKnowIsTold() throws Exception {
        int[] numbers = new int[10];
        Arrays.fill(numbers, 6);
        double[][] chain = new double[10][3];
        for (int a = 0; a < 10; a++) {
            chain[a][0] = 1.5 * a;
        }
        assertThat(predict(new Molecule("", numbers, chain)).get(0).warnings())
                .containsExactly("10 heavy atoms: molecules of QM9 have at most 9");
        assertThat(predict(new Molecule("", new int[] {1, 1}, new double[2][3])).get(0).warnings())
                .containsExactly("atoms 1 and 2 are 0.00 angstrom apart; is that the unit?");
        Molecule salt =
                new Molecule("salt", new int[] {11, 9}, new double[][] {{0, 0, 0}, {0, 0, 2}});
        assertThatThrownBy(() -> predict(salt))
                .isInstanceOf(TranslateException.class)
                .hasMessageContaining("expected one of H, C, N, O and F, got Na");
        int[] hydrogens = new int[2049];
        Arrays.fill(hydrogens, 1);
        assertThatThrownBy(() -> predict(new Molecule("cloud", hydrogens, new double[2049][3])))
                .isInstanceOf(TranslateException.class)
                .hasMessageContaining("cloud")
                .hasMessageContaining("expected at most 2048 atoms")
                .hasMessageContaining("got 2049");
    }

    @Test
    void aFolderAnswersAsTheModelThatWasSaved() throws Exception {
        ModelCard card =
                new ModelCard(
                        "A test.",
                        new ModelCard.Data("none", "0".repeat(64), "none"),
                        new ModelCard.Training("none", 0, 1, "none", "none"),
                        List.of());
        ModelFolder.save(folder, model, MoleculeTranslatorFactory.arguments(scaling(12)), card);
        try (ZooModel<Molecule, MoleculeProperties> loaded =
                        ModelCatalog.shipped()
                                .criteria(
                                        folder.toString(), Molecule.class, MoleculeProperties.class)
                                .build()
                                .loadModel();
                Predictor<Molecule, MoleculeProperties> predictor = loaded.newPredictor()) {
            assertThat(predictor.predict(WATER)).isEqualTo(predict(WATER).get(0));
        }
    }

    @Test
    void servingTakesAtomsOrASmiles() throws Exception {
        Translator<Input, Output> translator =
                new MoleculeTranslatorFactory()
                        .newInstance(
                                Input.class,
                                Output.class,
                                model,
                                MoleculeTranslatorFactory.arguments(scaling(12)));
        Input atoms = new Input();
        atoms.add(JsonUtils.GSON.toJson(WATER));
        Input smiles = new Input();
        smiles.add("{\"smiles\": \"CCO\"}");
        Input nothing = new Input();
        nothing.add("{\"smiles\": \"not-a-smiles\"}");
        try (Predictor<Input, Output> predictor = model.newPredictor(translator)) {
            List<MoleculeProperties> answers =
                    predictor.batchPredict(List.of(atoms, smiles)).stream()
                            .map(MoleculeTranslatorTest::read)
                            .toList();

            List<MoleculeProperties> expected = predict(WATER, Molecule.ofSmiles("CCO"));
            assertThat(answers.get(0)).isEqualTo(expected.get(0));
            assertThat(answers.get(1).properties()).isEqualTo(expected.get(1).properties());
            assertThat(answers.get(1).warnings())
                    .isEqualTo(MoleculeReader.ofSmiles("CCO", "CCO").warnings())
                    .isNotEmpty();
            Input unnamed = new Input();
            JsonObject request = JsonUtils.GSON.toJsonTree(WATER).getAsJsonObject();
            request.remove("name");
            unnamed.add(request.toString());
            assertThat(read(predictor.predict(unnamed))).isEqualTo(predict(WATER.named("")).get(0));
            assertThatThrownBy(() -> predictor.predict(nothing))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageStartingWith("SMILES: not-a-smiles: ");
        }
    }

    private static MoleculeProperties read(Output output) {
        return RecordJson.read(
                RecordJson.parse(output.getAsString(0), "output"),
                MoleculeProperties.class,
                "output");
    }

    @Test
    void whatDoesNotFitTheNetworkIsAnError() {
        MoleculeTranslatorFactory factory = new MoleculeTranslatorFactory();
        assertThatThrownBy(
                        () ->
                                factory.newInstance(
                                        Molecule.class, MoleculeProperties.class, model, Map.of()))
                .hasMessage("model argument scaling: missing; expected a LabelScaling in JSON");
        assertThatThrownBy(
                        () ->
                                factory.newInstance(
                                        Molecule.class,
                                        MoleculeProperties.class,
                                        model,
                                        MoleculeTranslatorFactory.arguments(scaling(2))))
                .hasMessageStartingWith(
                        "expected a network that takes 15 features of an atom and puts out 2 properties");
        assertThatThrownBy(() -> factory.newInstance(String.class, String.class, model, Map.of()))
                .isInstanceOf(TranslateException.class);
    }

    /** As where a block of another task was set on a model that was loaded with a translator. */
    @Test
    void aNetworkWithAnotherNumberOfOutputsIsAnErrorAndNoAnswer() {
        for (List<Molecule> asked : List.of(List.of(WATER), List.of(WATER, METHANE))) {
            try (Predictor<Molecule, MoleculeProperties> predictor =
                    model.newPredictor(new MoleculeTranslator(scaling(2)))) {
                assertThatThrownBy(() -> predictor.batchPredict(asked))
                        .isInstanceOf(TranslateException.class)
                        .hasStackTraceContaining(
                                "the network puts out (%d, 12) for %d molecules, expected the 2 properties [alpha, gap] of each"
                                        .formatted(asked.size(), asked.size()));
            }
        }
    }

    @Test
    void noMoleculesAreAnError() {
        assertThatThrownBy(() -> predict())
                .hasStackTraceContaining("batch: expected at least one molecule, got none");
    }

    private List<MoleculeProperties> predict(Molecule... molecules) throws TranslateException {
        try (Predictor<Molecule, MoleculeProperties> predictor =
                model.newPredictor(new MoleculeTranslator(scaling(12)))) {
            return predictor.batchPredict(List.of(molecules));
        }
    }

    private static LabelScaling scaling(int targets) {
        List<LabelScaling.Entry> entries = new ArrayList<>();
        for (MoleculeTarget target : MoleculeTarget.QM9.subList(0, targets)) {
            entries.add(
                    new LabelScaling.Entry(
                            target, Explained.COUNTS, List.of(1d, 2d, 3d, 4d, 5d, 6d), 1));
        }
        return new LabelScaling(entries);
    }

    private static double[] values(MoleculeProperties answer) {
        return answer.properties().stream()
                .flatMapToDouble(p -> DoubleStream.of(p.value()))
                .toArray();
    }
}

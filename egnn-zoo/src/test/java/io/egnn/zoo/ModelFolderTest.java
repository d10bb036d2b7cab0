/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Blocks;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.ParameterStore;
import ai.djl.translate.TranslateException;
import ai.djl.util.JsonUtils;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.GraphNetwork;
import io.egnn.zoo.ModelCard.Metric;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    private static final ParticleSystem SYSTEM = TestModels.system(5, 3, 9);

    @TempDir Path folder;

    private static ZooModel<ParticleSystem, ParticleSystem> load(Path folder) throws Exception {
        return Criteria.builder()
                .setTypes(ParticleSystem.class, ParticleSystem.class)
                .optModelPath(folder)
                .optTranslatorFactory(new NBodyTranslatorFactory())
                .build()
                .loadModel();
    }

    private ParticleSystem predict() throws Exception {
        return predict(folder);
    }

    private static ParticleSystem predict(Path folder) throws Exception {
        try (ZooModel<ParticleSystem, ParticleSystem> model = load(folder);
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            return predictor.predict(SYSTEM);
        }
    }

    private static ParticleSystem predict(Model model) throws TranslateException {
        try (Predictor<ParticleSystem, ParticleSystem> predictor =
                model.newPredictor(new NBodyTranslator(ParticleFeatures.INVARIANT))) {
            return predictor.predict(SYSTEM);
        }
    }

    @Test
    void aSavedModelLoadsByItsPathAndPredictsTheSame() throws Exception {
        try (Model model = TestModels.model(ParticleFeatures.INVARIANT, 8, DataType.FLOAT32, 1)) {
            ModelFolder.save(
                    folder,
                    model,
                    NBodyTranslatorFactory.arguments(ParticleFeatures.INVARIANT),
                    TestModels.card());

            assertThat(predict()).isEqualTo(predict(model));
        }
        assertThat(ModelFolder.card(folder)).isEqualTo(TestModels.card());
        assertThat(names(folder))
                .containsExactlyInAnyOrder("tiny-0000.params", "serving.properties", "card.json");
    }

    @Test
    void servingNeedsNothingButTheFolder() throws Exception {
        TestModels.folder(folder, 8, 1);
        Input request = new Input();
        request.add(JsonUtils.GSON.toJson(SYSTEM));

        try (ZooModel<Input, Output> model =
                        Criteria.builder()
                                .setTypes(Input.class, Output.class)
                                .optModelPath(folder)
                                .build()
                                .loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            assertThat(predictor.predict(request).getAsString(0))
                    .isEqualTo(JsonUtils.GSON.toJson(predict()));
        }
    }

    @Test
    void savingAgainReplacesTheModel() throws Exception {
        TestModels.folder(folder, 8, 1);
        ParticleSystem first = predict();

        TestModels.folder(folder, 8, 2);

        assertThat(predict()).isNotEqualTo(first);
    }

    @Test
    void aLoadedModelCanBeSavedAgain() throws Exception {
        TestModels.folder(folder, 8, 1);
        byte[] before = Files.readAllBytes(folder.resolve("tiny-0000.params"));

        try (ZooModel<ParticleSystem, ParticleSystem> model = load(folder)) {
            ModelFolder.save(
                    folder,
                    model.getWrappedModel(),
                    NBodyTranslatorFactory.arguments(ParticleFeatures.INVARIANT),
                    TestModels.card());
            assertThat(model.getModelPath()).isEqualTo(folder.toAbsolutePath());
        }

        assertThat(folder.resolve("tiny-0000.params")).hasBinaryContent(before);
    }

    @Test
    void truncatedParametersAreAnError() throws Exception {
        TestModels.folder(folder, 8, 1);
        Path file = folder.resolve("tiny-0000.params");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {bytes.length - 1, bytes.length / 2, 1500}) {
            Files.write(file, Arrays.copyOf(bytes, length));

            assertThatThrownBy(() -> load(folder))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessageContaining("saved parameters end too early");
        }
    }

    @Test
    void aFileThatDoesNotHoldParametersNeverPredicts() throws Exception {
        TestModels.folder(folder, 8, 1);
        Files.writeString(folder.resolve("tiny-0000.params"), "these are not parameters");

        assertThatThrownBy(this::predict)
                .isInstanceOf(TranslateException.class)
                .hasRootCauseMessage(
                        "model tiny in %s has no parameters: it was neither trained nor loaded from a file that DJL's Model.save wrote"
                                .formatted(folder.toAbsolutePath()));
    }

    @Test
    void parametersOfAnotherConfigurationAreAnError() throws Exception {
        TestModels.folder(folder, 8, 1);
        TestModels.edit(
                folder.resolve("serving.properties"),
                "\"hiddenFeatures\":8",
                "\"hiddenFeatures\":16");

        assertThatThrownBy(() -> load(folder))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("saved parameters belong to another configuration")
                .hasMessageContaining("\"hiddenFeatures\":16")
                .hasMessageContaining("\"hiddenFeatures\":8");
    }

    @Test
    void aWrongConfigurationIsAnErrorThatNamesTheEntry() throws Exception {
        TestModels.folder(folder, 8, 1);
        TestModels.edit(folder.resolve("serving.properties"), "\"layers\":2", "\"layers\":0");

        assertThatThrownBy(() -> load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model argument config: layers must be at least 1, got 0");
    }

    @Test
    void parametersOfAHigherEpochWouldBeLoadedInsteadAndAreRefused() throws Exception {
        TestModels.folder(folder, 8, 1);
        Files.move(folder.resolve("tiny-0000.params"), folder.resolve("tiny-0004.params"));

        assertThatThrownBy(() -> TestModels.folder(folder, 8, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds parameters of tiny of a higher epoch");
    }

    @Test
    void aSaveThatFailsLeavesTheFolderAsItWas() throws Exception {
        TestModels.folder(folder, 8, 1);
        Files.delete(folder.resolve("card.json"));
        Files.createDirectories(folder.resolve("card.json/in the way"));
        ParticleSystem before = predict();

        assertThatThrownBy(() -> TestModels.folder(folder, 8, 2))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + folder.resolve("card.json") + ": it is a folder");

        assertThat(predict()).isEqualTo(before);
        assertThat(names(folder))
                .containsExactlyInAnyOrder("tiny-0000.params", "serving.properties", "card.json");
    }

    @Test
    void aFullDiskIsAnErrorThatNamesTheFileAndLeavesTheModel() throws Exception {
        TestModels.folder(folder, 8, 1);
        ParticleSystem before = predict();

        try (Model model = Model.newInstance("tiny", "PyTorch")) {
            model.setBlock(new Unwritable(TestModels.config(ParticleFeatures.INVARIANT, 8)));
            assertThatThrownBy(
                            () ->
                                    ModelFolder.save(
                                            folder,
                                            model,
                                            Map.of(),
                                            TestModels.card(new Metric("mse", 9, "new", "new"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("tiny-0000.params")
                    .hasMessageContaining("No space left on device");
        }

        assertThat(predict()).isEqualTo(before);
        assertThat(ModelFolder.card(folder)).isEqualTo(TestModels.card());
        assertThat(names(folder))
                .containsExactlyInAnyOrder("tiny-0000.params", "serving.properties", "card.json");
    }

    /** A network whose parameters find the disk full. */
    private static final class Unwritable extends GraphNetwork<EgnnConfig> {

        Unwritable(EgnnConfig config) {
            super(config);
            inputNames = List.of();
            inputShapes = new Shape[0];
        }

        @Override
        protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
            throw new AssertionError("only saved");
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            throw new AssertionError("only saved");
        }

        @Override
        public boolean isInitialized() {
            return true;
        }

        @Override
        public void saveParameters(DataOutputStream os) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @Test
    void aCopyThatFailsLeavesTheOtherModel() throws Exception {
        Path from = TestModels.folder(folder.resolve("from"), 8, 1);
        Files.delete(from.resolve("card.json"));
        Path to = TestModels.folder(folder.resolve("to"), 8, 2);
        ParticleSystem before = predict(to);

        assertThatThrownBy(() -> ModelFolder.copy(from, to))
                .isInstanceOf(IOException.class)
                .hasMessage(from + ": not the folder of a model, it has no card.json");

        assertThat(predict(to)).isEqualTo(before);
        assertThat(names(to))
                .containsExactlyInAnyOrder("tiny-0000.params", "serving.properties", "card.json");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void aCopyIsTheModelAndNoOtherOneIsLoadedInItsPlace() throws Exception {
        TestModels.folder(folder, 8, 1);
        Path copy = folder.resolve("copy");
        ModelFolder.copy(folder, copy);
        ParticleSystem expected = predict();
        assertThat(predict(copy)).isEqualTo(expected);

        Files.write(copy.resolve("tiny-0007.params"), new byte[1]);
        assertThatThrownBy(() -> ModelFolder.copy(folder, copy))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("of a higher epoch");
        assertThatThrownBy(() -> ModelFolder.copy(folder, folder.resolve("copy/..")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected another folder");
        assertThat(predict()).isEqualTo(expected);
    }

    @Test
    void aNameThatNoFileCanHaveIsNoFolder() {
        assertThat(ModelFolder.of(folder.toString())).contains(folder);
        assertThat(ModelFolder.of("no such folder")).isEmpty();
        // As a colon is on Windows.
        assertThat(ModelFolder.of("egnn_qm9\0all")).isEmpty();
    }

    @Test
    void propertiesWithoutANameAreNamed() throws Exception {
        TestModels.folder(folder, 8, 1);
        Path properties = folder.resolve("serving.properties");
        Files.writeString(
                properties,
                Files.readString(properties).replaceAll("(?m)^option.modelName=.*$", ""));
        assertThatThrownBy(() -> ModelFolder.copy(folder, folder.resolve("copy")))
                .isInstanceOf(IOException.class)
                .hasMessage(properties + ": entry option.modelName is missing");
    }

    @Test
    void onlyANetworkOfGraphsIsSaved() {
        try (Model model = Model.newInstance("other", "PyTorch")) {
            model.setBlock(Blocks.identityBlock());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelFolder.save(folder, model, Map.of(), TestModels.card()))
                    .withMessageStartingWith("model other: expected a GraphNetwork, got");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        try (Model model = TestModels.model(ParticleFeatures.PAPER, 4, DataType.FLOAT32, 1);
                Model renamed = Model.newInstance("../up", "PyTorch")) {
            renamed.setBlock(model.getBlock());

            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> ModelFolder.save(folder, renamed, Map.of(), TestModels.card()))
                    .withMessageContaining("got ../up");
        }
    }

    @Test
    void aCardThatIsNotOneIsNamed() throws Exception {
        TestModels.folder(folder, 8, 1);
        TestModels.edit(folder.resolve("card.json"), "\"epochs\": 1", "\"epochs\": \"many\"");

        assertThatThrownBy(() -> ModelFolder.card(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        folder.resolve("card.json")
                                + ".training.epochs: expected a number, got \"many\"");
    }
}

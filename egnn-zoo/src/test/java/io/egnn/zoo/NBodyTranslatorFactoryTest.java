/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.util.JsonUtils;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NBodyTranslatorFactoryTest {

    private static final ParticleSystem SYSTEM = TestModels.system(5, 3, 9);

    private Model model;

    @BeforeEach
    void newModel() {
        model = TestModels.model(ParticleFeatures.PAPER, 8, DataType.FLOAT32, 1);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private <I, O> Predictor<I, O> predictor(Class<I> input, Class<O> output) throws Exception {
        return model.newPredictor(translator(input, output, "paper"));
    }

    private <I, O> Translator<I, O> translator(Class<I> input, Class<O> output, String features)
            throws TranslateException {
        return new NBodyTranslatorFactory()
                .newInstance(input, output, model, Map.of("features", features));
    }

    private ParticleSystem predicted() throws Exception {
        try (Predictor<ParticleSystem, ParticleSystem> predictor =
                predictor(ParticleSystem.class, ParticleSystem.class)) {
            return predictor.predict(SYSTEM);
        }
    }

    private static Input json(String text) {
        Input input = new Input();
        input.add(text);
        return input;
    }

    @Test
    void servingTakesAndGivesJson() throws Exception {
        try (Predictor<Input, Output> predictor = predictor(Input.class, Output.class)) {
            Output output = predictor.predict(json(JsonUtils.GSON.toJson(SYSTEM)));

            assertThat(output.getCode()).isEqualTo(200);
            assertThat(output.getProperty("Content-Type", "")).isEqualTo("application/json");
            assertThat(
                            RecordJson.read(
                                    RecordJson.parse(output.getAsString(0), "output"),
                                    ParticleSystem.class,
                                    "output"))
                    .isEqualTo(predicted());
        }
    }

    @Test
    void servingTakesABatchOfRequests() throws Exception {
        try (Predictor<Input, Output> predictor = predictor(Input.class, Output.class)) {
            List<Output> outputs =
                    predictor.batchPredict(
                            List.of(
                                    json(JsonUtils.GSON.toJson(TestModels.system(2, 3, 1))),
                                    json(JsonUtils.GSON.toJson(SYSTEM))));

            assertThat(outputs).hasSize(2);
            assertThat(outputs.get(1).getAsString(0)).contains("\"charges\":");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; request: entry positions is missing",
                "nonsense]; request: ",
                "{\"positions\":[[1]],\"velocities\":[[0,0]],\"charges\":[1]}; request: velocity of particle 0: expected 1 components, got 2",
                "{\"positions\":[[1e999]],\"velocities\":[[0]],\"charges\":[1]}; request: position of particle 0, component 0",
            })
    void aBadRequestIsNamed(String text, String message) throws Exception {
        try (Predictor<Input, Output> predictor = predictor(Input.class, Output.class)) {
            assertThatThrownBy(() -> predictor.predict(json(text)))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageStartingWith(message);
        }
    }

    @Test
    void anEmptyRequestIsNamed() throws Exception {
        try (Predictor<Input, Output> predictor = predictor(Input.class, Output.class)) {
            assertThatThrownBy(() -> predictor.predict(new Input()))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageContaining("got nothing");
        }
    }

    @Test
    void listsOfArraysGoStraightToTheNetwork() throws Exception {
        try (Predictor<NDList, NDList> predictor = predictor(NDList.class, NDList.class);
                NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDList batch =
                    ParticleFeatures.PAPER
                            .batch(manager, List.of(SYSTEM, SYSTEM), DataType.FLOAT32)
                            .toNDList();

            NDList positions = predictor.predict(batch);

            assertThat(positions.singletonOrThrow().getShape()).isEqualTo(new Shape(2, 5, 3));
        }
    }

    @Test
    void featuresAreRequired() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new NBodyTranslatorFactory()
                                        .newInstance(
                                                ParticleSystem.class,
                                                ParticleSystem.class,
                                                model,
                                                Map.of()))
                .withMessageStartingWith(
                        "model argument features: expected one of [PAPER, INVARIANT, STATE, CHARGE]");
    }

    @Test
    void featuresThatTheNetworkDoesNotTakeAreAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> translator(ParticleSystem.class, ParticleSystem.class, "invariant"))
                .withMessageStartingWith(
                        "features INVARIANT: expected a network that takes 7 edge attributes");
    }

    @Test
    void otherTypesAreAnError() {
        assertThatThrownBy(() -> translator(ParticleSystem.class, NDList.class, "paper"))
                .isInstanceOf(TranslateException.class)
                .hasMessageContaining("got class io.egnn.datasets.nbody.ParticleSystem");
    }
}

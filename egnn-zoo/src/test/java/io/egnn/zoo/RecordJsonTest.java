/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.util.JsonUtils;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.nn.EgnnConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordJsonTest {

    private static final String CONFIG =
            JsonUtils.GSON.toJson(TestModels.config(ParticleFeatures.PAPER, 8));

    private static <T extends Record> T read(String text, Class<T> type) {
        return RecordJson.read(RecordJson.parse(text, "file"), type, "file");
    }

    @Test
    void aConfigurationComesBackAsItWas() {
        assertThat(read(CONFIG, EgnnConfig.class))
                .isEqualTo(TestModels.config(ParticleFeatures.PAPER, 8));
    }

    @Test
    void aCardComesBackAsItWas() {
        assertThat(read(JsonUtils.GSON_PRETTY.toJson(TestModels.card()), ModelCard.class))
                .isEqualTo(TestModels.card());
    }

    @Test
    void arraysOfNumbersComeBackAsTheyWere() {
        ParticleSystem system = TestModels.system(4, 2, 1);

        assertThat(read(JsonUtils.GSON.toJson(system), ParticleSystem.class)).isEqualTo(system);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"layers\":2; \"layerz\":2; file: unknown entry layerz",
                "\"layers\":2,; ``; file: entry layers is missing",
                "\"layers\":2; \"layers\":2.5; file.layers: expected a whole number",
                "\"layers\":2; \"layers\":1e99; file.layers: expected a whole number",
                "\"layers\":2; \"layers\":\"2\"; file.layers: expected a number, got \"2\"",
                "\"layers\":2; \"layers\":0; file: layers must be at least 1, got 0",
                "\"residual\":true; \"residual\":1; file.layer.residual: expected true or false",
                "\"velocity\":\"INITIAL\"; \"velocity\":\"FIRST\"; file.layer.velocity: expected one of [NONE, RECURSIVE, INITIAL]",
                "\"clampLimit\":100; \"clampLimit\":null; file.layer.clampLimit: expected a number",
            })
    void whatDoesNotFitIsNamedWithItsPlace(String text, String replacement, String message) {
        assertThat(CONFIG).contains(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(CONFIG.replace(text, replacement), EgnnConfig.class))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"positions\":[[1],[2, ; file: not JSON",
                "[]; file: expected an object, got []",
                "{\"positions\":1,\"velocities\":[[0]],\"charges\":[1]}; file.positions: expected an array",
                "{\"positions\":[[1,\"a\"]],\"velocities\":[[0]],\"charges\":[1]}; file.positions[0][1]: expected a number",
                "{\"positions\":[[1]],\"velocities\":[[0]],\"charges\":[1,1]}; file: charge: expected one for each of 1 particles, got 2",
            })
    void arraysThatDoNotFitAreNamedWithTheirPlace(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, ParticleSystem.class))
                .withMessageStartingWith(message);
    }
}

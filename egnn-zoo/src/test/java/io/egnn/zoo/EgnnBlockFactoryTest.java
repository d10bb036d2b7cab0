/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.util.JsonUtils;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.nn.EgnnConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EgnnBlockFactoryTest {

    private static final EgnnConfig CONFIG = TestModels.config(ParticleFeatures.INVARIANT, 16);

    @Test
    void theConfigurationMayBeAText() {
        assertThat(EgnnBlockFactory.config(Map.of("config", JsonUtils.GSON.toJson(CONFIG))))
                .isEqualTo(CONFIG);
    }

    @Test
    void theConfigurationMayBeWhatGsonMakesOfAnObject() {
        Map<?, ?> parsed = JsonUtils.GSON.fromJson(JsonUtils.GSON.toJson(CONFIG), Map.class);

        assertThat(EgnnBlockFactory.config(Map.of("config", parsed))).isEqualTo(CONFIG);
    }

    @Test
    void theConfigurationMayBeTheRecord() {
        assertThat(EgnnBlockFactory.config(Map.of("config", CONFIG))).isEqualTo(CONFIG);
    }

    @Test
    void aMissingConfigurationIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EgnnBlockFactory.config(Map.of("layers", "4")))
                .withMessage(
                        "model argument config: missing; expected the configuration of a network in JSON");
    }

    @Test
    void anUnknownKindOfNetworkIsAnErrorThatListsThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                EgnnBlockFactory.config(
                                        Map.of("network", "transformer", "config", CONFIG)))
                .withMessageStartingWith("model argument network: expected one of egnn, ")
                .withMessageEndingWith(", got transformer");
    }

    @Test
    void aConfigurationThatIsNotJsonIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EgnnBlockFactory.config(Map.of("config", "layers=4]")))
                .withMessageStartingWith("model argument config: ");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.egnn.examples.CommandRun;
import org.junit.jupiter.api.Test;

class ZooCommandTest {

    @Test
    void listsThePretrainedModelWithItsTestError() {
        CommandRun run = CommandRun.of("zoo");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("egnn_nbody \\d+\\.\\d+\\.\\d+: ")
                .containsPattern("test_mse +0\\.\\d+ length units\\^2");
    }

    @Test
    void theCardsAreInTheJson() {
        JsonObject model =
                CommandRun.of("zoo", "--json")
                        .json()
                        .getAsJsonArray("models")
                        .get(0)
                        .getAsJsonObject();

        assertThat(model.get("name").getAsString()).isEqualTo("egnn_nbody");
        JsonObject card = model.getAsJsonObject("card");
        assertThat(card.getAsJsonObject("data").get("sha256").getAsString()).hasSize(64);
        assertThat(card.getAsJsonArray("metrics")).isNotEmpty();
    }
}

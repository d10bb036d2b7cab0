/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

    record Numbers(double meanError, @Nullable Double paper, List<Double> all) {}

    @Test
    void numbersThatJsonDoesNotHaveAreNull() {
        Numbers numbers = new Numbers(Double.NaN, null, List.of(1.5, Double.POSITIVE_INFINITY));

        assertThat(Json.text(numbers)).isEqualTo("{\"mean_error\":null,\"all\":[1.5,null]}");
        assertThat(Json.text(Map.of("homo", Double.NaN))).isEqualTo("{\"homo\":null}");
    }

    @Test
    void aTreeKeepsWhatIsNull() {
        JsonObject tree = new JsonObject();
        tree.add("row", Json.tree(new Numbers(0.25, null, List.of(Double.NaN))));

        assertThat(Json.text(tree))
                .isEqualTo("{\"row\":{\"mean_error\":0.25,\"paper\":null,\"all\":[null]}}");
    }
}

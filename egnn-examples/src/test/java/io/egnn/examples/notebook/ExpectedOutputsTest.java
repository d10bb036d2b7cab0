/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.examples.notebook.Notebook.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedOutputsTest {

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource({
        "egnn_qm9 0.0040, egnn_qm9 0.0043, true",
        "error  0.40, error  0.60, false",
        "shift 3e-07, shift 9e-06, true",
        "shift 3e-07, shift 9e-02, false",
        "x  -0.500, x   0.500, false",
        "1 of 66 pairs, 3 of 66 pairs, true",
        "1 of 66 pairs, 9 of 66 pairs, false",
        "EGNN 1.0, GNN 1.0, false",
        "none, none, true",
        "a 1 2, a 1, false",
    })
    void wordsAreTheSameAndNumbersAgree(String expected, String actual, boolean agree) {
        assertThat(ExpectedOutputs.agree(expected, actual)).isEqualTo(agree);
    }

    @Test
    void theFirstDifferentCellIsTold() {
        Notebook committed = notebook(text("hello\nerror 0.5"), picture());

        assertThat(ExpectedOutputs.difference(committed, committed)).isEmpty();
        assertThat(
                        ExpectedOutputs.difference(
                                committed, notebook(text("hello\nerror 0.9"), picture())))
                .contains("cell 1: expected \"error 0.5\", got \"error 0.9\"");
        assertThat(ExpectedOutputs.difference(committed, notebook(text("hello"), picture())))
                .contains("cell 1: expected 2 lines, got [hello]");
        assertThat(
                        ExpectedOutputs.difference(
                                committed, notebook(text("hello\nerror 0.5"), text(""))))
                .contains("cell 2: expected 1 pictures, got 0");
    }

    private static Notebook notebook(JsonObject... outputs) {
        return new Notebook(
                new JsonObject(),
                List.of(outputs).stream()
                        .map(
                                output -> {
                                    JsonArray array = new JsonArray();
                                    array.add(output);
                                    return new Cell("code", "f()", array);
                                })
                        .toList());
    }

    private static JsonObject text(String text) {
        JsonObject output = new JsonObject();
        output.addProperty("output_type", "stream");
        output.addProperty("text", text);
        return output;
    }

    private static JsonObject picture() {
        return JsonParser.parseString(
                        "{\"output_type\": \"display_data\", \"data\": {\"image/png\": \"iVBORw0K\"}}")
                .getAsJsonObject();
    }
}

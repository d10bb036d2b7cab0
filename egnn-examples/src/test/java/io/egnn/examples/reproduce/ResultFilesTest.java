/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of tables, written and read again. */
class ResultFilesTest {

    private record Part(double mean) {}

    private record Row(String systemName, double mse, @Nullable Double paper, List<Part> parts) {}

    private static final TypeToken<List<Row>> ROWS = new TypeToken<>() {};

    @TempDir private Path folder;

    @Test
    void rowsAreReadAsTheyWereWritten() throws IOException {
        List<Row> rows =
                List.of(
                        new Row("a", 0.1, null, List.of(new Part(1))),
                        new Row("b", 1e-300, 2.0, List.of()));
        ResultFiles files = ResultFiles.in(folder, "table");
        files.json(rows);
        assertThat(files.earlier(ROWS)).isEqualTo(rows);
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsNone() throws IOException {
        ResultFiles files = ResultFiles.in(folder, "table");
        files.json(List.of(new Row("a", Double.NaN, Double.NaN, List.of())));
        assertThat(files.earlier(ROWS)).containsExactly(new Row("a", Double.NaN, null, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"system_name\": \"a\", \"parts\": []}]|[0]: entry mse is missing",
                "[{\"system_name\": null, \"mse\": 1, \"parts\": []}]|[0]: entry system_name is missing",
                "[{\"system_name\": \"a\", \"mse\": 1, \"parts\": [{}]}]|[0].parts[0]: entry mean is missing",
                "[{\"system_name\": \"a\", \"mse\": 1, \"parts\": 7}]|[0].parts: expected a list",
                "[null]|[0]: expected an object",
                "{}|: expected a list",
                "''|: expected a list"
            })
    void whatIsMissingIsNamedWithItsPlace(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("table.json"), text);
        assertThatThrownBy(() -> ResultFiles.read(file, ROWS))
                .isInstanceOf(IOException.class)
                .hasMessage(file + message);
    }

    @Test
    void whatIsNotJsonIsAnErrorWithTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("table.json"), "[{");
        assertThatThrownBy(() -> ResultFiles.read(file, ROWS))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ");
    }
}

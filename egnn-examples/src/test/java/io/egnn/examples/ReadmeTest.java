/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.examples.documentation.Snippets;
import io.egnn.zoo.ModelCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @Test
    void theFirstSnippetIsShort() throws IOException {
        assertThat(Snippets.read(Path.of("..")).texts().get("quick-start").lines())
                .hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void theResultOfThePretrainedModelIsThatOfItsCard() throws IOException {
        double mse = ModelCatalog.shipped().entry("egnn_nbody").card().metrics().get(0).value();

        assertThat(Files.readAllLines(README))
                .filteredOn(line -> line.startsWith("| `egnn_nbody`"))
                .singleElement()
                .asString()
                .contains("| %s |".formatted(String.format(Locale.ROOT, "%.4f", mse)));
    }

    @Test
    void theSnippetPredicts() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            QuickStart.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .matches("\\[(\\[-?\\d+\\.\\d+(, -?\\d+\\.\\d+){2}](, )?){2}]");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import io.egnn.examples.notebook.Notebook.Cell;
import io.egnn.zoo.ModelCatalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebooks as they are committed, and how notebooks are read and written. */
class NotebookTest {

    private static final Path FOLDER = Path.of("notebooks");

    /** Pictures are read on a page, and are kept in the history for ever. */
    private static final int LARGEST_PICTURE = 60_000;

    @TempDir private Path folder;

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
        }
    }

    @Test
    void thereAreFive() throws IOException {
        assertThat(notebooks()).hasSize(5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notebooks")
    void outputsAndPicturesAreCommitted(Path file) throws IOException {
        Notebook notebook = Notebook.read(file);
        assumeHasItsModels(notebook);

        assertThat(notebook.cells()).noneMatch(Cell::failed);
        assertThat(notebook.cells()).anyMatch(cell -> !cell.text().isBlank());
        assertThat(notebook.pictures()).isNotEmpty();
        for (byte[] picture : notebook.pictures()) {
            assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isPositive();
            assertThat(picture).hasSizeLessThan(LARGEST_PICTURE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notebooks")
    void runsOnEveryJavaKernel(Path file) throws IOException {
        Notebook notebook = Notebook.read(file);

        assertThat(notebook.metadata().getAsJsonObject("kernelspec").get("name").getAsString())
                .isEqualTo("java");
        assertThat(notebook.cells())
                .filteredOn(Cell::isCode)
                .allSatisfy(
                        cell ->
                                assertThat(cell.source().lines())
                                        .as("no magics, no sealed types")
                                        .noneMatch(
                                                line ->
                                                        line.startsWith("%")
                                                                || line.contains("sealed ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notebooks")
    void isWrittenAsItIsRead(Path file) throws IOException {
        Path copy = folder.resolve("copy.ipynb");

        Notebook.read(file).write(copy);

        assertThat(copy).hasSameTextualContentAs(file);
    }

    /** A notebook cannot have run before its models were trained. */
    static void assumeHasItsModels(Notebook notebook) throws IOException {
        List<String> shipped =
                ModelCatalog.shipped().entries().stream()
                        .map(entry -> entry.name().artifactId())
                        .toList();
        Pattern named = Pattern.compile("optArtifactId\\(\"(\\w+)\"\\)");
        for (Cell cell : notebook.cells()) {
            assumeThat(named.matcher(cell.source()).results().map(model -> model.group(1)))
                    .isSubsetOf(shipped);
        }
    }

    @Test
    void outputsOfARunReplaceTheOldOnes() throws IOException {
        Notebook notebook = Notebook.read(notebooks().get(1));
        Notebook empty =
                new Notebook(
                        notebook.metadata(),
                        notebook.cells().stream()
                                .map(cell -> new Cell(cell.type(), cell.source(), new JsonArray()))
                                .toList());
        assertThat(empty.pictures()).isEmpty();

        assertThat(empty.withOutputsOf(notebook)).isEqualTo(notebook);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"nbformat\": 3}", "{\"nbformat\": 4}"})
    void whatIsNoNotebookIsToldWithItsName(String text) throws IOException {
        Path file = folder.resolve("broken.ipynb");
        Files.writeString(file, text);

        assertThatThrownBy(() -> Notebook.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.ipynb");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {

    @TempDir Path folder;

    @BeforeEach
    void writeOldFiles() throws IOException {
        Files.writeString(folder.resolve("a"), "old a");
        Files.writeString(folder.resolve("b"), "old b");
    }

    private static void write(StagedFiles files, String name, String text) throws IOException {
        files.write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void newFilesTakeThePlacesOfOldOnesTogether() throws IOException {
        try (StagedFiles files = StagedFiles.in(folder)) {
            write(files, "a", "new a");
            write(files, "c", "new c");
            assertThat(folder.resolve("a")).hasContent("old a");
            files.moveIntoPlace(List.of("a", "c"));
        }

        assertThat(folder.resolve("a")).hasContent("new a");
        assertThat(folder.resolve("b")).hasContent("old b");
        assertThat(folder.resolve("c")).hasContent("new c");
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void filesThatAreNotMovedLeaveNothing() throws IOException {
        try (StagedFiles files = StagedFiles.in(folder)) {
            write(files, "a", "new a");
        }

        assertThat(folder.resolve("a")).hasContent("old a");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void whereOneIsMissingNoneIsReplaced() throws IOException {
        try (StagedFiles files = StagedFiles.in(folder)) {
            write(files, "a", "new a");
            assertThatThrownBy(() -> files.moveIntoPlace(List.of("a", "b")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(files.staging().resolve("b").toString());
        }

        assertThat(folder.resolve("a")).hasContent("old a");
        assertThat(folder.resolve("b")).hasContent("old b");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void aMoveThatFailsIsTakenBack() throws IOException {
        try (StagedFiles files = StagedFiles.in(folder)) {
            write(files, "a", "new a");
            // Nothing can be moved to a name in a folder that is not there.
            Files.createDirectory(files.staging().resolve("x"));
            write(files, "x/b", "new b");
            assertThatThrownBy(() -> files.moveIntoPlace(List.of("a", "x/b")))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(folder + ": files cannot be replaced")
                    .hasMessageContaining("x/b");
        }

        assertThat(folder.resolve("a")).hasContent("old a");
        assertThat(folder.toFile().list()).hasSize(2);
    }
}

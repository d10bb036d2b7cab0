/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {

    @TempDir private Path folder;

    @Test
    void aTextIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "größer\n");
        assertThat(SmallFile.text(file)).isEqualTo("größer\n");
    }

    @Test
    void aFileThatIsTooLongIsNotKept() throws IOException {
        Path file = folder.resolve("long");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 33);
        }
        assertThatIOException()
                .isThrownBy(() -> SmallFile.text(file))
                .withMessage(file + ": expected at most 16 MB of text, got more");
    }

    @Test
    void otherBytesAreAnErrorThatNamesTheFile() throws IOException {
        Path file = Files.write(folder.resolve("b"), new byte[] {'a', (byte) 0xff});
        assertThatIOException()
                .isThrownBy(() -> SmallFile.text(file))
                .withMessage(file + ": expected text in UTF-8, got other bytes");
        assertThatThrownBy(() -> SmallFile.text(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }
}

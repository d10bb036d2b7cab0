/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    private static final int TAKEN = 3;

    @TempDir private Path folder;

    /** Another process: ends with {@value #TAKEN} if somebody has the folder. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            System.exit(FolderLock.ifFree(Path.of(args[0])).isEmpty() ? TAKEN : 0);
        }
    }

    @Test
    void aFolderIsOfOneUntilItIsGivenBack() throws Exception {
        Path locked = folder.resolve("locked");
        try (FolderLock lock = FolderLock.of(locked)) {
            assertThat(FolderLock.ifFree(locked)).isEmpty();
            assertThat(FolderLock.ifFree(folder.resolve("locked/../locked"))).isEmpty();
            // Having been refused in this process must not have given the lock away.
            assertThat(other(locked)).isEqualTo(TAKEN);
        }
        assertThat(other(locked)).isZero();
        try (FolderLock again = FolderLock.ifFree(locked).orElseThrow()) {
            assertThat(other(locked)).isEqualTo(TAKEN);
        }
    }

    private int other(Path locked) throws Exception {
        return JavaProcess.start(
                        Child.class,
                        folder.resolve("errors.txt").toFile(),
                        List.of(),
                        locked.toString())
                .waitFor();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir Path folder;

    @Test
    void itMakesFoldersAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("a/b/c.txt");
        AtomicFile.write(file, out -> out.write("one".getBytes(StandardCharsets.UTF_8)));
        AtomicFile.write(file, out -> out.write("two".getBytes(StandardCharsets.UTF_8)));
        assertThat(file).hasContent("two");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailureLeavesTheOldFileAndNamesIt() throws IOException {
        Path file = folder.resolve("c.txt");
        Files.writeString(file, "old");
        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(new byte[1 << 20]);
                                            throw new IOException("the source dried up");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + file + ": the source dried up");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("c.txt");
    }

    @Test
    void anUncheckedFailureLeavesNothingBesideEither() throws IOException {
        Path file = folder.resolve("c.txt");
        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(new byte[1 << 20]);
                                            throw new IllegalStateException("closed already");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void ofTwoWhoWriteAtOnceEachWritesAWholeFile() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFile.write(
                file,
                out -> {
                    out.write(new byte[1 << 20]);
                    AtomicFile.write(file, inner -> inner.write(new byte[10]));
                    assertThat(file).hasSize(10);
                    out.write(new byte[1 << 20]);
                });
        assertThat(file).hasSize(1 << 21);
        assertThat(folder.toFile().list()).containsExactly("c.txt");
    }

    @Test
    void whoMayReadTheFolderMayReadTheFile() throws IOException {
        assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "no permissions on this system");
        Path plain = Files.writeString(folder.resolve("plain.txt"), "");
        Path file = folder.resolve("c.txt");
        AtomicFile.write(file, out -> out.write(1));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path blocker = Files.writeString(folder.resolve("blocker"), "a file");
        Path file = blocker.resolve("c.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot write " + file);
        assertThat(blocker).hasContent("a file");
    }

    @Test
    void anUnwritableFolderIsNamed() throws IOException {
        assumeTrue(
                folder.toFile().setWritable(false) && !Files.isWritable(folder),
                "root may write anywhere");
        Path file = folder.resolve("c.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
                .hasMessageContaining("cannot write " + file);
        assertThat(folder.toFile().setWritable(true)).isTrue();
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
                "mounting a small disk needs root");
        try {
            Path file = disk.resolve("c.bin");
            AtomicFile.write(file, out -> out.write(new byte[100_000]));
            assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(new byte[1_000_000])))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write " + file)
                    .hasMessageContaining("No space left");
            assertThat(file).hasSize(100_000);
            assertThat(disk.toFile().list()).containsExactly("c.bin");
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program here
        }
    }

    @Test
    void anInterruptedThreadStillWritesItsFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, out -> out.write(new byte[100_000]));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasSize(100_000);
    }
}

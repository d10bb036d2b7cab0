/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that it is either there completely or as it was before, whenever the process or
 * the machine dies.
 *
 * <p>The content goes to a hidden file {@code .NAME.ID.tmp} beside it, to the disk, and then into
 * place by renaming. Several threads and processes may write one file: each has a hidden file of
 * its own, and the last to finish wins. A killed process leaves its hidden file behind.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Produces the content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the content.
         *
         * @param out where to; need not be closed
         * @throws IOException if writing fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes or replaces a file. An interrupt of the thread is left for who asks for it afterwards.
     *
     * @param file the file; its folder is made if it is missing
     * @param content what to write
     * @throws IOException naming the file, if anything fails; the file is then as it was before
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("cannot write " + target + ": it is a folder");
        }
        Path temporary =
                target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), newId()));
        try {
            Files.createDirectories(folder);
            // Not a channel, which an interrupt of the thread would close in the middle.
            try (FileOutputStream bytes = new FileOutputStream(temporary.toFile())) {
                OutputStream out = new BufferedOutputStream(bytes, BUFFER);
                content.writeTo(out);
                out.flush();
                bytes.getFD().sync();
            }
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw new IOException("cannot write " + target + ": " + reason(e), e);
        } catch (RuntimeException | Error e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        syncFolder(folder);
    }

    /** A plain file of its own: those of {@code Files.createTempFile} only the owner could read. */
    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Puts the renaming itself on the disk, where the system lets a folder be opened (Windows does
     * not).
     */
    static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is complete either way; only a power cut right now could bring back the old
            // one.
            return;
        }
    }

    private static void deleteQuietly(Path temporary, Throwable cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A folder that only one process works in; the system ends the lock when the process dies. */
public final class FolderLock implements AutoCloseable {

    private static final int PAUSE_MS = 50;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, after whoever has it.
     *
     * @param folder made if it is missing
     * @return the lock, to be closed
     * @throws IOException if the folder cannot be written into
     * @throws InterruptedIOException if the thread is interrupted while it waits
     */
    public static FolderLock of(Path folder) throws IOException {
        Optional<FolderLock> lock = ifFree(folder);
        while (lock.isEmpty()) {
            // The system's own wait does not know the other threads of this process.
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while another had " + folder);
            }
            lock = ifFree(folder);
        }
        return lock.get();
    }

    /**
     * Takes a folder that nobody has.
     *
     * @param folder made if it is missing
     * @return the lock, to be closed; nothing if another process, or another thread of this one,
     *     has the folder
     * @throws IOException if the folder cannot be written into
     */
    public static Optional<FolderLock> ifFree(Path folder) throws IOException {
        FileChannel channel = open(folder);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new FolderLock(channel));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static FileChannel open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}

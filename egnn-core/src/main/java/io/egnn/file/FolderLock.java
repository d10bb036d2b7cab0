/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A folder that only one process works in; the system ends the lock when the process dies. */
public final class FolderLock implements AutoCloseable {

    private static final int PAUSE_MS = 50;

    /**
     * The folders that this process has: a second channel of a locked file would take the lock away
     * when it is closed, on systems whose locks belong to the process.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path held;
    private final FileChannel channel;

    private FolderLock(Path held, FileChannel channel) {
        this.held = held;
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
        Files.createDirectories(folder);
        Path held = folder.toRealPath();
        if (!HELD.add(held)) {
            return Optional.empty();
        }
        @Nullable FolderLock lock = null;
        try {
            FileChannel channel = open(folder);
            if (channel.tryLock() == null) {
                channel.close();
            } else {
                lock = new FolderLock(held, channel);
            }
        } finally {
            if (lock == null) {
                HELD.remove(held);
            }
        }
        return Optional.ofNullable(lock);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(held);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}

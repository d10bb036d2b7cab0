/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A folder that only one process works in; the system ends the lock when the process dies. */
public final class FolderLock implements AutoCloseable {

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
     */
    public static FolderLock of(Path folder) throws IOException {
        FileChannel channel = open(folder);
        try {
            channel.lock();
        } catch (IOException | OverlappingFileLockException e) {
            channel.close();
            throw e;
        }
        return new FolderLock(channel);
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

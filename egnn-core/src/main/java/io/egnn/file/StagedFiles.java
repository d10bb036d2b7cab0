/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of one folder that are written or replaced together or not at all: they are made in a
 * hidden folder beside them, and moved into place once all are on the disk.
 *
 * <p>The last file is the one that makes the others count: its old one leaves before any other is
 * replaced, and its new one comes after all others, so that a process killed in between never
 * leaves it among files of another set.
 */
public final class StagedFiles implements AutoCloseable {

    private final Path folder;
    private final Path staging;

    private StagedFiles(Path folder, Path staging) {
        this.folder = folder;
        this.staging = staging;
    }

    /**
     * Makes room for new files.
     *
     * @param folder where they are to go, made if it is missing
     * @return to be closed, which takes away what was not moved into place
     * @throws IOException naming the folder, if it cannot be written into
     */
    public static StagedFiles in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new StagedFiles(folder, Files.createTempDirectory(folder, ".staged"));
    }

    /**
     * The folder that takes the new files until all of them are there.
     *
     * @return on the file system of the folder itself
     */
    public Path staging() {
        return staging;
    }

    /**
     * Makes one file.
     *
     * @param name what it will be called
     * @param content what to write
     * @throws IOException naming the file, if it cannot be written
     */
    public void write(String name, AtomicFile.Content content) throws IOException {
        AtomicFile.write(staging.resolve(name), content);
    }

    /**
     * Moves files into place, all or none.
     *
     * @param names of new files in {@link #staging}, the one without which the others do not count
     *     last
     * @throws IOException naming the file, if one cannot be moved; the folder is then as it was
     */
    public void moveIntoPlace(List<String> names) throws IOException {
        for (String name : names) {
            Path target = folder.resolve(name);
            if (Files.isDirectory(target)) {
                throw new IOException("cannot write " + target + ": it is a folder");
            }
            toDisk(staging.resolve(name));
        }
        Path old = Files.createDirectory(staging.resolve("old"));
        Deque<Move> done = new ArrayDeque<>();
        try {
            List<String> lastFirst = new ArrayList<>(names);
            Collections.reverse(lastFirst);
            for (String name : lastFirst) {
                if (Files.exists(folder.resolve(name))) {
                    move(new Move(folder.resolve(name), old.resolve(name)), done);
                }
            }
            for (String name : names) {
                move(new Move(staging.resolve(name), folder.resolve(name)), done);
            }
        } catch (IOException e) {
            for (Move move : done) {
                move.undo(e);
            }
            throw new IOException(folder + ": files cannot be replaced: " + e, e);
        }
        AtomicFile.syncFolder(folder);
    }

    /** A full disk may say so no earlier than here. */
    private static void toDisk(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new IOException("cannot write " + file + ": it was not made");
        }
        // Not a channel, which an interrupt of the thread would close; see AtomicFile.
        try (FileOutputStream bytes = new FileOutputStream(file.toFile(), true)) {
            bytes.getFD().sync();
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e, e);
        }
    }

    private static void move(Move move, Deque<Move> done) throws IOException {
        Files.move(move.from, move.to, StandardCopyOption.ATOMIC_MOVE);
        done.push(move);
    }

    private record Move(Path from, Path to) {

        void undo(IOException cause) {
            try {
                Files.move(to, from, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.walk(staging)) {
            left = new ArrayList<>(files.toList());
        }
        Collections.reverse(left);
        for (Path path : left) {
            Files.deleteIfExists(path);
        }
    }
}

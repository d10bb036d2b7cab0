/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.file.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Finds and opens the files in which QM9 travels. */
final class QM9Files {

    private QM9Files() {}

    /**
     * Reads molecules.
     *
     * @param path {@code .xyz}, {@code .xyz.gz}, {@code .tar.bz2}, or a folder of {@code .xyz}
     *     files
     * @throws IOException with file and line, if it is none of these or cut
     */
    static void read(Path path, QM9Xyz.Sink sink) throws IOException {
        if (Files.isDirectory(path)) {
            readFolder(path, sink);
            return;
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        String name = String.valueOf(path.getFileName());
        String plain = MoleculeText.plainName(path);
        if (!plain.endsWith(".tar") && !plain.endsWith(".xyz")) {
            throw new IOException(
                    path
                            + ": expected .xyz, .xyz.gz, .tar.bz2, .sdf with its table, or a folder of .xyz files");
        }
        try (InputStream in = MoleculeText.open(path)) {
            if (plain.endsWith(".xyz")) {
                QM9Xyz.read(in, name, sink);
            } else {
                readArchive(in, name, sink);
            }
        }
    }

    private static void readArchive(InputStream in, String name, QM9Xyz.Sink sink)
            throws IOException {
        try (TarEnd bytes = new TarEnd(in);
                TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
            long end = 0;
            for (TarArchiveEntry entry = next(tar, bytes, name);
                    entry != null;
                    entry = next(tar, bytes, name)) {
                end = bytes.position() + entry.getSize();
                if (entry.isFile() && entry.getName().endsWith(".xyz")) {
                    QM9Xyz.read(tar, entry.getName() + " in " + name, sink);
                }
            }
            checkEnd(bytes, end, name);
        }
    }

    private static @Nullable TarArchiveEntry next(
            TarArchiveInputStream tar, TarEnd bytes, String name) throws IOException {
        try {
            if (tar.getCurrentEntry() != null) {
                // What is left of it is no header.
                tar.transferTo(OutputStream.nullOutputStream());
            }
            bytes.beginHeaders();
            TarArchiveEntry entry = tar.getNextEntry();
            bytes.endHeaders();
            return entry;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static void checkEnd(TarEnd bytes, long end, String name) throws IOException {
        try {
            bytes.check(end);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static IOException unreadable(String name, IOException e) {
        return new IOException(
                "%s: cannot be read any further: %s".formatted(name, Reason.of(e)), e);
    }

    private static void readFolder(Path folder, QM9Xyz.Sink sink) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".xyz")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(folder + ": expected .xyz files in this folder, found none");
        }
        for (Path file : files) {
            try (InputStream in = MoleculeText.open(file)) {
                QM9Xyz.read(in, String.valueOf(file.getFileName()), sink);
            }
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import ai.djl.util.Progress;
import io.egnn.file.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a file of known length and hash, and goes on where an earlier attempt was cut off.
 *
 * <p>What has arrived is in {@code NAME.part}; only when length and hash are right does the file
 * get its name. A server cannot send more than the length. Of several processes that want the same
 * file one fetches it, and the others wait.
 *
 * @param uri where it is
 * @param length its length, in bytes
 * @param md5 its MD5 hash, 32 hexadecimal digits, as data repositories give it
 */
public record Download(URI uri, long length, String md5) {

    private static final int TIMEOUT = 30_000;
    private static final int BUFFER = 1 << 16;
    private static final int PARTIAL_CONTENT = 206;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the length is not positive or the hash is none
     */
    public Download {
        if (length < 1) {
            throw new IllegalArgumentException("length: expected at least 1 byte, got " + length);
        }
        if (!md5.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(
                    "md5: expected 32 lower-case hexadecimal digits, got " + md5);
        }
    }

    /**
     * Fetches the file unless it is there.
     *
     * @param file where to put it; its folder is made if it is missing
     * @param progress shows how far it is, or null
     * @throws java.io.InterruptedIOException if the thread is interrupted while it waits for
     *     another that fetches into the same folder
     * @throws IOException if the connection breaks, to be tried again, or if what came is another
     *     file
     */
    public void to(Path file, @Nullable Progress progress) throws IOException {
        if (isThere(file)) {
            return;
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file");
        try (FolderLock lock = FolderLock.of(folder)) {
            // Who had the folder before may have fetched it.
            if (!isThere(file)) {
                fetchAndCheck(file, progress);
            }
        }
    }

    private boolean isThere(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) == length;
    }

    private void fetchAndCheck(Path file, @Nullable Progress progress) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(part) && Files.size(part) > length) {
            Files.delete(part);
        }
        if (progress != null) {
            progress.reset("Downloading " + file.getFileName(), length);
        }
        fetch(part, progress);
        if (progress != null) {
            progress.end();
        }
        String hash = hash(part);
        if (!hash.equals(md5)) {
            Files.delete(part);
            throw new IOException(
                    "%s: expected a file with MD5 %s, got %s; it was deleted"
                            .formatted(uri, md5, hash));
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void fetch(Path part, @Nullable Progress progress) throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have == length) {
            return;
        }
        URLConnection connection = uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT);
        connection.setReadTimeout(TIMEOUT);
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        try (InputStream in = connection.getInputStream();
                FileChannel out =
                        FileChannel.open(
                                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            boolean goesOn =
                    connection instanceof HttpURLConnection http
                            && http.getResponseCode() == PARTIAL_CONTENT;
            // A server that does not know ranges sends everything again.
            out.truncate(goesOn ? have : 0);
            out.position(goesOn ? have : 0);
            copy(in, out, progress);
        }
        if (Files.size(part) != length) {
            throw new IOException(
                    "%s: the connection ended after %d of %d bytes; what came is kept for the next attempt"
                            .formatted(uri, Files.size(part), length));
        }
    }

    private void copy(InputStream in, FileChannel out, @Nullable Progress progress)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (out.position() + read > length) {
                throw new IOException(
                        "%s: expected %d bytes, the server sends more".formatted(uri, length));
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            if (progress != null) {
                progress.update(Math.min(out.position(), length - 1));
            }
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java platform has MD5", e);
        }
    }
}

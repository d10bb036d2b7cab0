/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import io.egnn.file.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * One file with the state of several objects, from which a killed run continues as if it had never
 * stopped.
 *
 * <p>Layout, big-endian: the letters {@value #MAGIC}, the version {@value #VERSION} (int), the
 * number of parts (int), per part its name (UTF) and what {@link Resumable#save} wrote, and the
 * CRC-32C of all that (long).
 */
public final class Checkpoint {

    private static final String MAGIC = "EGNNCKPT";
    private static final int VERSION = 3;
    private static final int TRAILER = Long.BYTES;

    private Checkpoint() {}

    /**
     * Writes a checkpoint, or replaces one: the old file stays until the new one is complete on the
     * disk.
     *
     * @param file the file
     * @param parts what to save, by name, in the order of the map
     * @throws IOException naming the file, if it cannot be written
     */
    public static void save(Path file, Map<String, Resumable> parts) throws IOException {
        AtomicFile.write(file, out -> write(out, parts));
    }

    /**
     * Reads a checkpoint back into the objects.
     *
     * @param file the file
     * @param parts objects of the same shape under the same names in the same order
     * @throws IOException naming the file, if it is missing, damaged, of another version, or does
     *     not fit the objects
     */
    public static void load(Path file, Map<String, Resumable> parts) throws IOException {
        try {
            verify(file);
            try (DataInputStream in = open(file)) {
                in.skipNBytes(MAGIC.length() + Integer.BYTES);
                read(in, parts);
                if (in.readNBytes(TRAILER + 1).length != TRAILER) {
                    throw new IOException("it holds more than the parts " + parts.keySet());
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException("no checkpoint " + file, e);
        } catch (EOFException | IllegalArgumentException e) {
            // The sum is right, so whoever wrote it meant something else by these bytes.
            throw new IOException("checkpoint " + file + ": a part has another length", e);
        } catch (IOException e) {
            throw new IOException("checkpoint " + file + ": " + e.getMessage(), e);
        }
    }

    private static void write(OutputStream raw, Map<String, Resumable> parts) throws IOException {
        CRC32C crc = new CRC32C();
        DataOutputStream out = new DataOutputStream(new CheckedOutputStream(raw, crc));
        out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(VERSION);
        out.writeInt(parts.size());
        for (Map.Entry<String, Resumable> part : parts.entrySet()) {
            out.writeUTF(part.getKey());
            part.getValue().save(out);
        }
        out.writeLong(crc.getValue());
        out.flush();
    }

    private static void read(DataInputStream in, Map<String, Resumable> parts) throws IOException {
        int count = in.readInt();
        int found = 0;
        for (Map.Entry<String, Resumable> part : parts.entrySet()) {
            // Not all at once: the first part knows best what is different.
            if (found == count) {
                throw new IOException("expected the parts " + parts.keySet() + ", found " + count);
            }
            String name = in.readUTF();
            if (!name.equals(part.getKey())) {
                throw new IOException("expected the part " + part.getKey() + ", found " + name);
            }
            part.getValue().load(in);
            found++;
        }
        if (found < count) {
            throw new IOException("expected the parts " + parts.keySet() + ", found " + count);
        }
    }

    /** Checks everything that can be checked without touching the objects. */
    private static void verify(Path file) throws IOException {
        long content = Files.size(file) - TRAILER;
        CRC32C crc = new CRC32C();
        try (DataInputStream in = open(file)) {
            CheckedInputStream checked = new CheckedInputStream(in, crc);
            byte[] magic = checked.readNBytes(MAGIC.length());
            if (!MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
                throw new IOException("not a checkpoint: it does not begin with " + MAGIC);
            }
            if (content < MAGIC.length() + Integer.BYTES) {
                throw new IOException("truncated to " + (content + TRAILER) + " bytes");
            }
            int version = new DataInputStream(checked).readInt();
            if (version != VERSION) {
                throw new IOException("expected version " + VERSION + ", found " + version);
            }
            checked.skipNBytes(content - MAGIC.length() - Integer.BYTES);
            if (in.readLong() != crc.getValue()) {
                throw new IOException("truncated or damaged: its checksum does not match");
            }
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new DataInputStream(new BufferedInputStream(in, 1 << 16));
    }
}

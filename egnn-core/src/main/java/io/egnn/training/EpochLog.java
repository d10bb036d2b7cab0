/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import io.egnn.file.AtomicFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The epochs of a run, and their copies {@code NAME.csv} and {@code NAME.jsonl} on disk. */
final class EpochLog implements Resumable {

    private static final String HEADER =
            "epoch,update,learning_rate,train_loss,validation,seconds\n";

    private final List<EpochRecord> records = new ArrayList<>();
    private final @Nullable Path base;

    /** Keeps a log in memory, and in two files unless the base is null. */
    EpochLog(@Nullable Path base) {
        this.base = base;
    }

    List<EpochRecord> records() {
        return List.copyOf(records);
    }

    /**
     * Writes both files anew, so that lines after the checkpoint that a run continues from are
     * gone.
     */
    void open() throws IOException {
        if (base != null) {
            rewrite(file(base, ".csv"), HEADER, EpochLog::csv);
            rewrite(file(base, ".jsonl"), "", EpochLog::json);
        }
    }

    void append(EpochRecord epoch) throws IOException {
        records.add(epoch);
        if (base != null) {
            append(file(base, ".csv"), csv(epoch));
            append(file(base, ".jsonl"), json(epoch));
        }
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        out.writeInt(records.size());
        for (EpochRecord r : records) {
            out.writeInt(r.epoch());
            out.writeLong(r.update());
            out.writeDouble(r.learningRate());
            out.writeDouble(r.trainLoss());
            out.writeDouble(r.validation());
            out.writeDouble(r.seconds());
        }
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        records.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            records.add(
                    new EpochRecord(
                            in.readInt(),
                            in.readLong(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble()));
        }
    }

    private void rewrite(Path file, String header, Function<EpochRecord, String> line)
            throws IOException {
        StringBuilder text = new StringBuilder(header);
        records.forEach(r -> text.append(line.apply(r)));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private static void append(Path file, String line) throws IOException {
        try {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e, e);
        }
    }

    private static Path file(Path base, String suffix) {
        return base.resolveSibling(base.getFileName() + suffix);
    }

    private static String csv(EpochRecord r) {
        return r.epoch()
                + ","
                + r.update()
                + ","
                + r.learningRate()
                + ","
                + r.trainLoss()
                + ","
                + (Double.isNaN(r.validation()) ? "" : r.validation())
                + ","
                + r.seconds()
                + "\n";
    }

    private static String json(EpochRecord r) {
        return "{\"epoch\":"
                + r.epoch()
                + ",\"update\":"
                + r.update()
                + ",\"learning_rate\":"
                + r.learningRate()
                + ",\"train_loss\":"
                + r.trainLoss()
                + ",\"validation\":"
                + (Double.isFinite(r.validation()) ? r.validation() : "null")
                + ",\"seconds\":"
                + r.seconds()
                + "}\n";
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --json} prints: components {@code likeThis} of records become fields {@code
 * like_this}, those that are null are left out, and numbers that JSON does not have, NaN and the
 * infinities, are null.
 */
public final class Json {

    private static final Gson GSON =
            new GsonBuilder()
                    .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                    .disableHtmlEscaping()
                    .registerTypeAdapter(double.class, new Finite(Double.NaN))
                    .registerTypeAdapter(Double.class, new Finite(null))
                    .create();

    /** In a tree, what is null is kept. */
    private static final Gson TREES = GSON.newBuilder().serializeNulls().create();

    /** In files, too, which people read. */
    private static final Gson FILES = TREES.newBuilder().setPrettyPrinting().create();

    private Json() {}

    /**
     * Writes a result.
     *
     * @param result a record, or a tree, all of whose nulls are written
     * @return the JSON, on one line
     */
    public static String text(Object result) {
        return result instanceof JsonElement tree ? tree.toString() : GSON.toJson(result);
    }

    /**
     * A part of a result that is put together by hand.
     *
     * @param part a record or a map
     * @return the same as JSON
     */
    public static JsonElement tree(Object part) {
        return TREES.toJsonTree(part);
    }

    /**
     * The content of a file.
     *
     * @param content records, or a tree; all nulls are written
     * @return the JSON, on many lines
     */
    public static String file(Object content) {
        return FILES.toJson(content) + "\n";
    }

    /**
     * Records from a file.
     *
     * @param <T> what it is
     * @param json what was read
     * @param type of a record or of a list of records
     * @return the records; what is missing is null or 0, and a {@code double} that is null is NaN
     * @throws com.google.gson.JsonParseException if a value has another type
     */
    public static <T> T read(JsonElement json, TypeToken<T> type) {
        return FILES.fromJson(json, type);
    }

    private static final class Finite extends TypeAdapter<Double> {

        /** What null is read as. */
        private final @Nullable Double none;

        Finite(@Nullable Double none) {
            this.none = none;
        }

        @Override
        public void write(JsonWriter out, @Nullable Double value) throws IOException {
            if (value != null && Double.isFinite(value)) {
                out.value(value);
                return;
            }
            boolean before = out.getSerializeNulls();
            // A number that is not finite is told, one that is not there is not.
            out.setSerializeNulls(before || value != null);
            out.nullValue();
            out.setSerializeNulls(before);
        }

        @Override
        public @Nullable Double read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return none;
            }
            return in.nextDouble();
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** What a command did. */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs a command within this process. */
    public static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** Runs the command that the output ends with, from behind {@code egnn} on. */
    public CommandRun next(String... more) {
        String command = out.strip();
        command = command.substring(command.lastIndexOf("egnn ") + "egnn ".length());
        return of(
                Stream.concat(Stream.of(command.split(" ")), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** All of the output as one JSON object. */
    public JsonObject json() {
        return strictJson(out);
    }

    /** A text that is one JSON object and nothing else, without NaN, which JSON does not have. */
    public static JsonObject strictJson(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        JsonObject object = JsonParser.parseReader(reader).getAsJsonObject();
        try {
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("expected one JSON object, got more: " + text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return object;
    }

    /** The output as a record. */
    public <T> T json(Class<T> type) {
        return JsonUtils.GSON.fromJson(json(), type);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;

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

    /** All of the output as one JSON object. */
    public JsonObject json() {
        return JsonParser.parseString(out).getAsJsonObject();
    }

    /** The output as a record. */
    public <T> T json(Class<T> type) {
        return JsonUtils.GSON.fromJson(json(), type);
    }
}

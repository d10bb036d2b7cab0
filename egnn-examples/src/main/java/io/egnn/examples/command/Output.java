/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import ai.djl.util.JsonUtils;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --json}, and where a command prints. */
public final class Output {

    private static final Gson GSON =
            JsonUtils.builder(false)
                    .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                    .disableHtmlEscaping()
                    .create();

    @Option(
            names = "--json",
            description = "print one JSON object on standard output and nothing else there")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Prints what came out, on standard output.
     *
     * @param result a record; its components {@code likeThis} become fields {@code like_this}
     * @param text the same for people to read
     */
    public void result(Object result, String text) {
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? GSON.toJson(result) : text.stripTrailing());
        out.flush();
    }

    /**
     * Whether the result is to be JSON; a command whose result is too long for {@link #result} then
     * writes it piece by piece.
     *
     * @return the option
     */
    public boolean isJson() {
        return json;
    }

    /**
     * Where results go that are written piece by piece.
     *
     * @return standard output, to be flushed
     */
    public PrintWriter writer() {
        return command.commandLine().getOut();
    }

    /**
     * A piece of a result in JSON.
     *
     * @param piece a record; its components {@code likeThis} become fields {@code like_this}
     * @return the JSON, on one line
     */
    public static String json(Object piece) {
        return GSON.toJson(piece);
    }

    /**
     * Prints a remark, on standard error.
     *
     * @param line what to say
     */
    public void note(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}

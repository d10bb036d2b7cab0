/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --json}, and where a command prints. */
public final class Output {

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
     * @param result a record or tree, see {@link Json}
     * @param text the same for people to read
     * @throws IOException if it cannot be written, to a full disk or a closed pipe
     */
    public void result(Object result, String text) throws IOException {
        writer().println(json ? Json.text(result) : text.stripTrailing());
        flush();
    }

    /**
     * Sees to it that everything is written so far.
     *
     * @throws IOException if it cannot be, to a full disk or a closed pipe
     */
    public void flush() throws IOException {
        // Writers like this one never throw.
        if (writer().checkError()) {
            throw new IOException("standard output cannot be written");
        }
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
     * @return standard output; {@link #flush} after every piece
     */
    public PrintWriter writer() {
        return command.commandLine().getOut();
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

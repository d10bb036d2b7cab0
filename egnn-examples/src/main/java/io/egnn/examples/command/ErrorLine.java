/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import ai.djl.ModelException;
import ai.djl.TrainingDivergedException;
import ai.djl.engine.EngineException;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.translate.TranslateException;
import io.egnn.file.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong in one line on standard error. */
public final class ErrorLine {

    /** What users and their files can cause; anything else is a mistake of ours. */
    private static final List<Class<? extends Exception>> EXPECTED =
            List.of(
                    IllegalArgumentException.class,
                    IOException.class,
                    ModelException.class,
                    TranslateException.class,
                    TrainingDivergedException.class,
                    EngineException.class);

    private ErrorLine() {}

    /**
     * Tells of a command line that cannot be understood: what it may have meant, and where a
     * command is missing, which there are.
     *
     * @param error what is wrong
     * @param args the command line
     * @return picocli's exit code for it, 2
     */
    public static int usage(ParameterException error, String... args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        // Some of picocli's messages say so themselves.
        print(command, describe(error).replaceFirst("^Error: ", ""));
        boolean unmatched = error instanceof UnmatchedArgumentException;
        if (!unmatched && !command.getSubcommands().isEmpty()) {
            command.usage(err);
        } else {
            UnmatchedArgumentException.printSuggestions(error, err);
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help for usage.");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /**
     * Tells why a command failed.
     *
     * @param error the reason; its stack is printed only if the reason is a mistake in this program
     * @param command the command
     * @param parsed its options
     * @return picocli's exit code for it: 2 for a value that an option cannot have, else 1
     */
    public static int failure(Exception error, CommandLine command, ParseResult parsed) {
        print(command, describe(error));
        if (EXPECTED.stream().noneMatch(type -> type.isInstance(error))) {
            error.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return isOfOption(error) ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /**
     * Runs the command that was asked for. Too little memory, because of a file of gigabytes for
     * instance, is a failure like others.
     *
     * @param parsed the command line
     * @return its exit code
     */
    public static int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            throw new ExecutionException(
                    parsed.commandSpec().commandLine(),
                    "out of memory",
                    new IOException(
                            "needs more memory than the %,d MB that Java may take; JAVA_OPTS=-Xmx16g gives it 16 GB"
                                    .formatted(Runtime.getRuntime().maxMemory() / 1_000_000),
                            e));
        }
    }

    /** Such a message begins with the name of the option. */
    private static boolean isOfOption(Exception error) {
        return error instanceof IllegalArgumentException
                && String.valueOf(error.getMessage()).startsWith("--");
    }

    private static void print(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("error: " + message));
        err.flush();
    }

    private static String describe(Throwable error) {
        String message = error.getMessage();
        if (error instanceof ModelNotFoundException && error.getCause() != null) {
            // DJL says no more than that there is none; why not is in the cause.
            return describe(error.getCause());
        }
        if (error instanceof EngineException && error.getCause() != null) {
            return oneLine(message + ": " + error.getCause());
        }
        if (error instanceof NoSuchFileException || error instanceof FileNotFoundException) {
            return "no such file: " + message;
        }
        if (error instanceof AccessDeniedException) {
            return "no permission: " + message;
        }
        if (error instanceof NotDirectoryException) {
            return "not a folder: " + message;
        }
        if (error instanceof FileAlreadyExistsException) {
            return "a file is in the way: " + message;
        }
        return oneLine(Reason.of(error));
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}

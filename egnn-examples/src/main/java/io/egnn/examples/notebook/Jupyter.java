/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The command {@code jupyter} of this machine.
 *
 * @param executable its name or path
 * @param environment variables that it and its kernels get
 */
record Jupyter(String executable, Map<String, String> environment) {

    private static final String MISSING =
            "no jupyter %s here; to get it: apt-get install jupyter-notebook jupyter-nbconvert, or: pip install notebook nbconvert";

    private static final Pattern NEVER = Pattern.compile("(?!)");

    /** How often a running command's errors are looked at. */
    private static final long LOOK_MILLIS = 300;

    /** What a command printed. */
    record Result(int exitCode, String out, String err) {}

    /** Jupyter as it is. */
    static Jupyter installed() {
        return new Jupyter("jupyter", Map.of());
    }

    /**
     * A copy that finds our kernel first.
     *
     * @param folder has {@code kernels}
     */
    Jupyter withKernels(Path folder) {
        return with(Map.of("JUPYTER_PATH", folder.toString()));
    }

    /**
     * A copy that leaves what the user has in Jupyter alone.
     *
     * @param folder takes what Jupyter writes
     */
    Jupyter isolated(Path folder) {
        Map<String, String> folders = new TreeMap<>();
        for (String kind : List.of("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")) {
            folders.put("JUPYTER_" + kind, folder.resolve("home").toString());
        }
        folders.put("IPYTHONDIR", folder.resolve("home").toString());
        return with(folders);
    }

    private Jupyter with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return new Jupyter(executable, all);
    }

    /** Whether there is such a subcommand. */
    boolean has(String subcommand) throws IOException {
        try {
            return run(List.of(subcommand, "--version")).exitCode() == 0;
        } catch (MissingJupyterException e) {
            return false;
        }
    }

    /**
     * Insists on a subcommand.
     *
     * @throws IOException saying how to get it
     */
    void require(String subcommand) throws IOException {
        if (!has(subcommand)) {
            throw new IOException(MISSING.formatted(subcommand));
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param arguments the words after {@code jupyter}
     * @throws MissingJupyterException if there is no Jupyter
     */
    Result run(List<String> arguments) throws IOException {
        return run(arguments, NEVER);
    }

    /**
     * Runs a command to its end, or until it prints on standard error that it will never come to
     * one.
     *
     * @param arguments the words after {@code jupyter}
     * @param hopeless what it then prints
     * @throws MissingJupyterException if there is no Jupyter
     */
    Result run(List<String> arguments, Pattern hopeless) throws IOException {
        Path out = Files.createTempFile("jupyter", ".out");
        Path err = Files.createTempFile("jupyter", ".err");
        try {
            Process process =
                    start(
                            builder(arguments)
                                    .redirectOutput(out.toFile())
                                    .redirectError(err.toFile()));
            int exitCode = waitFor(process, () -> hopeless.matcher(read(err)).find());
            return new Result(exitCode, read(out), read(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /**
     * Runs a command in the terminal of this process.
     *
     * @param arguments the words after {@code jupyter}
     * @return its exit code
     */
    int attach(List<String> arguments) throws IOException {
        return waitFor(start(builder(arguments).inheritIO()), () -> false);
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(executable));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    private static Process start(ProcessBuilder builder) throws MissingJupyterException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new MissingJupyterException(e);
        }
    }

    /** Ends the process and its kernels too when this one is ended, or when there is no hope. */
    private static int waitFor(Process process, Hope lost) throws IOException {
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (lost.isLost()) {
                    end(process);
                    process.waitFor();
                }
            }
            Runtime.getRuntime().removeShutdownHook(end);
            return process.exitValue();
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Jupyter was running", e);
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> kernels = process.descendants().toList();
        process.destroy();
        kernels.forEach(ProcessHandle::destroy);
    }

    /** Whether a process will never come to an end. */
    @FunctionalInterface
    private interface Hope {
        boolean isLost() throws IOException;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** There is no command {@code jupyter}. */
    static final class MissingJupyterException extends IOException {

        private static final long serialVersionUID = 1L;

        MissingJupyterException(IOException cause) {
            super(MISSING.formatted(""), cause);
        }
    }
}

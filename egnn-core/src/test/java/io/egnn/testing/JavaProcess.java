/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java machine with this one's engine settings, on one thread and without coverage. */
public final class JavaProcess {

    private JavaProcess() {}

    /**
     * Starts a main class.
     *
     * @param main the class
     * @param errors takes the standard error output
     * @param options options of the Java machine
     * @param arguments arguments of the main method
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static Process start(
            Class<?> main, File errors, List<String> options, String... arguments)
            throws IOException {
        return command(System.getProperty("java.class.path"), main, options, arguments)
                .redirectError(errors)
                .start();
    }

    /**
     * Prepares a main class on another class path.
     *
     * @param classPath what it sees
     * @param main the class
     * @param options options of the Java machine
     * @param arguments arguments of the main method
     * @return the process, to be started
     */
    public static ProcessBuilder command(
            String classPath, Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-D"))
                .forEach(command::add);
        command.add("-Dai.djl.pytorch.num_threads=1");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}

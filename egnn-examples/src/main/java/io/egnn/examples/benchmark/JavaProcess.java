/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Java process with the class path, system properties and environment of this one, for what must
 * not depend on what was measured before it.
 */
final class JavaProcess {

    /** Of what it said, this much is told if it fails: the end of a stack trace with its cause. */
    private static final int LAST_LINES = 40;

    private final List<String> command = new ArrayList<>();
    private final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    private final String name;

    /**
     * Prepares one.
     *
     * @param main the class to run
     * @param options of the virtual machine
     * @param arguments of the program
     */
    JavaProcess(Class<?> main, List<String> options, List<String> arguments) {
        name = main.getSimpleName() + " " + String.join(" ", arguments);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-D"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
    }

    /** Its environment, to be changed before it runs. */
    Map<String, String> environment() {
        return builder.environment();
    }

    /**
     * Runs it to its end.
     *
     * @param marker what its result begins with, on a line of its own
     * @param others given each other line of its output
     * @return what follows the marker; empty if no line has it
     * @throws IOException if it fails; the message has the end of its output
     */
    Optional<String> run(String marker, Consumer<String> others) throws IOException {
        Optional<String> result = Optional.empty();
        Deque<String> last = new ArrayDeque<>();
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(marker)) {
                    result = Optional.of(line.substring(marker.length()));
                } else {
                    others.accept(line);
                }
                last.add(line);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(
                        "the process %s ended with status %d: %s"
                                .formatted(name, status, String.join("\n", last).strip()));
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the process " + name + " ran", e);
        } finally {
            process.destroy();
        }
    }
}

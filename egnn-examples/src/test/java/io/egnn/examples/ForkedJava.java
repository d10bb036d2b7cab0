/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class in a Java of its own, with the class path of the tests. */
public final class ForkedJava {

    private ForkedJava() {}

    /** A process to be started, with the settings of the launcher. */
    public static ProcessBuilder of(Class<?> main, List<String> options, List<String> args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.awt.headless=true");
        // The engine is unpacked once for all tests.
        command.add("-DENGINE_CACHE_DIR=" + System.getProperty("ENGINE_CACHE_DIR"));
        command.addAll(options);
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(args);
        return new ProcessBuilder(command);
    }
}

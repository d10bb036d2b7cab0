/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the numbers were measured on.
 *
 * @param processor its name, or the architecture where the system does not tell
 * @param cores processors that the JVM may use
 * @param threads threads of one PyTorch operation: the cores unless {@code
 *     ai.djl.pytorch.num_threads} is set
 * @param system name and version of the operating system
 * @param java version of the Java machine
 * @param djl version of DJL
 * @param pytorch version of PyTorch
 * @param allocator settings of the C library's allocator: {@code launcher} or {@code default}
 */
record Machine(
        String processor,
        int cores,
        int threads,
        String system,
        String java,
        String djl,
        String pytorch,
        String allocator) {

    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** This machine and this process. */
    static Machine current() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Machine(
                modelName(),
                cores,
                Integer.getInteger("ai.djl.pytorch.num_threads", cores),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                Engine.getDjlVersion(),
                Engine.getEngine("PyTorch").getVersion(),
                Allocator.current());
    }

    private static String modelName() {
        try {
            return Files.readAllLines(CPU).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            // Not Linux.
            return System.getProperty("os.arch");
        }
    }
}

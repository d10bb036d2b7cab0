/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process has in memory, in its Java heap and outside. */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** Skips the test where the system does not tell. */
    public static void assumeTold() {
        assumeTrue(Files.exists(STATUS), "resident size is read from " + STATUS);
    }

    /** Kilobytes now. */
    public static long kilobytes() {
        return read("VmRSS:");
    }

    /** The most kilobytes that there ever were. */
    public static long peakKilobytes() {
        return read("VmHWM:");
    }

    private static long read(String key) {
        try (Stream<String> lines = Files.lines(STATUS)) {
            String line = lines.filter(l -> l.startsWith(key)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

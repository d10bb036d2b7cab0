/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import io.egnn.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in a cache folder that several threads and processes fill. */
final class CachedFile {

    private static final Logger logger = LoggerFactory.getLogger(CachedFile.class);

    private CachedFile() {}

    /**
     * Leaves a file with this content, written only if it is not there.
     *
     * @throws IOException naming the file, if it cannot be written
     */
    static void put(Path folder, String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        if (holds(file, content)) {
            return;
        }
        if (Files.exists(file)) {
            logger.warn("{}: is not what the zoo ships, unpacking it again", file);
        }
        try {
            AtomicFile.write(file, out -> out.write(content));
        } catch (IOException e) {
            // Windows does not replace a file that somebody has open; theirs may be as good.
            if (!holds(file, content)) {
                throw new IOException("cannot unpack " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Checks that nobody has put anything else into a folder, since DJL would load parameters of a
     * higher epoch, settings and even classes from it. Hidden files do no harm.
     *
     * @throws IOException naming the first such file
     */
    static void requireOnly(Path folder, List<String> names) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            List<String> others =
                    list.map(path -> path.getFileName().toString())
                            .filter(name -> !name.startsWith(".") && !names.contains(name))
                            .sorted()
                            .toList();
            if (!others.isEmpty()) {
                throw new IOException(
                        folder.resolve(others.get(0))
                                + ": not a file of the zoo; move it away, models of your own go into other folders");
            }
        }
    }

    private static boolean holds(Path file, byte[] content) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == content.length
                    && Arrays.equals(Files.readAllBytes(file), content);
        } catch (IOException e) {
            return false; // What cannot be read is to be replaced; if that fails, it is said.
        }
    }
}

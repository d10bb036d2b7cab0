/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the clone of egnn-djl lies that this program was built in. */
public final class ProjectFolder {

    private static final String MARK = "egnn-examples/notebooks";

    private ProjectFolder() {}

    /**
     * Finds it above the jar or the classes of this program, whatever the working directory is.
     *
     * @return the folder that holds README.md
     * @throws IOException if this program lies somewhere else
     */
    public static Path find() throws IOException {
        try {
            Path code =
                    Path.of(
                            ProjectFolder.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            for (Path folder = code; folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve(MARK))) {
                    return folder;
                }
            }
            throw new IOException(code + ": expected it in a clone of egnn-djl, which has " + MARK);
        } catch (URISyntaxException e) {
            throw new IOException("cannot find the clone of egnn-djl: " + e.getMessage(), e);
        }
    }
}

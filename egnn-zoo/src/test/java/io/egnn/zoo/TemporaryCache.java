/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import java.nio.file.Path;

/**
 * DJL's cache folder for models, somewhere else until it is closed; natives stay where they are.
 */
final class TemporaryCache implements AutoCloseable {

    private static final String KEY = "DJL_CACHE_DIR";

    private final String before = System.getProperty(KEY);

    TemporaryCache(Path folder) {
        System.setProperty(KEY, folder.toString());
    }

    @Override
    public void close() {
        System.setProperty(KEY, before);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

/** What this program was built from, which the launcher tells it. */
public final class Commit {

    private Commit() {}

    /**
     * The commit.
     *
     * @return its hash, with {@code -dirty} behind it after changes; {@code unknown} without the
     *     launcher
     */
    public static String current() {
        return System.getProperty("egnn.commit", "unknown");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import java.util.Map;

/** How the C library's allocator is set for a process, through its environment. */
enum Allocator {
    /** As it comes: large tensors are mapped afresh and given back each time. */
    DEFAULT,

    /**
     * As the launcher {@code egnn} sets it: freed memory stays with the process. 32 MB is the
     * largest threshold that glibc accepts. All threads share one arena, since those of further
     * threads are made of heaps of 64 MB, between which large tensors leave gaps.
     */
    LAUNCHER;

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "MALLOC_ARENA_MAX", "1",
                    "MALLOC_MMAP_THRESHOLD_", "33554432",
                    "MALLOC_TRIM_THRESHOLD_", "68719476736",
                    "MALLOC_TOP_PAD_", "67108864");

    /** Sets or removes the variables in an environment. */
    void applyTo(Map<String, String> environment) {
        if (this == LAUNCHER) {
            environment.putAll(VARIABLES);
        } else {
            environment.keySet().removeAll(VARIABLES.keySet());
        }
    }

    /** What this process runs with: {@code default}, {@code launcher}, or {@code partly set}. */
    static String current() {
        long set = VARIABLES.keySet().stream().filter(System.getenv()::containsKey).count();
        return set == 0 ? "default" : set == VARIABLES.size() ? "launcher" : "partly set";
    }
}

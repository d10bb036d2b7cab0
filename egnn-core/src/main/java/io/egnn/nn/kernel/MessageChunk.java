/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;

/** How much of a large graph or batch the scripts compute at a time. */
final class MessageChunk {

    /**
     * What one operation has written, 4 MB in float32, should still lie in the cache when the next
     * one reads it: in one piece a training step of a large batch takes a fifth longer.
     */
    private static final int CPU = 1_000_000;

    /** The same for a thread that works alone, with a cache of its own. */
    static final int PER_THREAD = 250_000;

    /** On a GPU pieces only bound the memory; each one costs launches. */
    private static final int GPU = 8_000_000;

    private MessageChunk() {}

    /** The elements of one tensor of messages, or of their weights. */
    static int elements(Device device) {
        return device.isGpu() ? GPU : CPU;
    }
}

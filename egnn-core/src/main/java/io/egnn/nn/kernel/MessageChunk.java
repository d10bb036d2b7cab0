/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

/** How much of a large graph the scripts compute at a time. */
final class MessageChunk {

    /**
     * In training the tensors are kept for the backward pass; 8 million floats stay below the 32
     * MiB from which glibc maps (and the system clears) fresh memory for each one. Fewer would cost
     * more: the backward pass adds the gradients of all nodes once for each piece.
     */
    private static final int TRAINING = 8_000_000;

    /** In inference a tensor is read back at once, so it should still lie in the cache. */
    private static final int INFERENCE = 500_000;

    private MessageChunk() {}

    /** The elements of one tensor of messages, or of their weights. */
    static int elements(boolean training) {
        return training ? TRAINING : INFERENCE;
    }
}

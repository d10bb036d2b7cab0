/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * How many threads PyTorch gives to an operation on this thread; see {@link BatchShares}.
 *
 * <p>One while it is open, and what it was before from {@link #close} on. PyTorch's matrix products
 * follow the latest setting of any thread: predictions elsewhere are slower meanwhile, not wrong.
 */
final class IntraOpThreads implements AutoCloseable {

    /** What to go back to, where one is open. */
    private static final ThreadLocal<@Nullable Integer> BEFORE = new ThreadLocal<>();

    private final boolean outermost = BEFORE.get() == null;

    private IntraOpThreads() {
        if (outermost) {
            BEFORE.set(JniUtils.getNumThreads());
            JniUtils.setNumThreads(1);
        }
    }

    /**
     * Gives operations one thread.
     *
     * @return closes back to what was before, on the same thread
     */
    static IntraOpThreads one() {
        return new IntraOpThreads();
    }

    /** The threads that PyTorch was told to use: {@code OMP_NUM_THREADS} or one per core. */
    static int configured() {
        Integer before = BEFORE.get();
        return before == null ? JniUtils.getNumThreads() : before;
    }

    @Override
    public void close() {
        Integer before = BEFORE.get();
        if (outermost && before != null) {
            BEFORE.remove();
            JniUtils.setNumThreads(before);
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * How many threads PyTorch gives to an operation on this thread: one while it is open, and what it
 * was before from {@link #close} on.
 *
 * <p>Threads that have shared an operation wait for the next one without giving up their cores,
 * some milliseconds long. What is done on other threads then, as {@link GradientTape} does, goes
 * slower; so small operations around it better have one thread.
 *
 * <p>PyTorch's matrix products follow the latest setting of any thread, and so does a thread whose
 * first operation comes meanwhile: predictions elsewhere are slower, not wrong.
 */
public final class IntraOpThreads implements AutoCloseable {

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
    public static IntraOpThreads one() {
        return new IntraOpThreads();
    }

    /** The threads that PyTorch was told to use: {@code OMP_NUM_THREADS} or one per core. */
    static int configured() {
        Integer before = BEFORE.get();
        return before == null ? JniUtils.getNumThreads() : before;
    }

    /** Goes back to the number of before. */
    @Override
    public void close() {
        Integer before = BEFORE.get();
        if (outermost && before != null) {
            BEFORE.remove();
            JniUtils.setNumThreads(before);
        }
    }
}

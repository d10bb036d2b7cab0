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
 * <p>PyTorch's matrix products follow the latest setting of any thread: predictions elsewhere are
 * slower meanwhile, not wrong.
 */
public final class IntraOpThreads implements AutoCloseable {

    /** What to go back to, where one is open. */
    private static final ThreadLocal<@Nullable Integer> BEFORE = new ThreadLocal<>();

    /** Whether a thread has asked for its number before. */
    private static final ThreadLocal<Boolean> KNOWN = ThreadLocal.withInitial(() -> false);

    /** What the thread that was last given one goes back to. */
    private static volatile int outside;

    private final boolean outermost;

    private IntraOpThreads(boolean outermost) {
        this.outermost = outermost;
    }

    /**
     * Gives operations one thread.
     *
     * @return closes back to what was before, on the same thread
     */
    public static IntraOpThreads one() {
        boolean outermost = BEFORE.get() == null;
        if (outermost) {
            int before = configured();
            outside = before;
            BEFORE.set(before);
            JniUtils.setNumThreads(1);
        }
        return new IntraOpThreads(outermost);
    }

    /** The threads that PyTorch was told to use: {@code OMP_NUM_THREADS} or one per core. */
    static int configured() {
        Integer before = BEFORE.get();
        if (before != null) {
            return before;
        }
        if (!KNOWN.get()) {
            KNOWN.set(true);
            if (JniUtils.getNumThreads() < outside) {
                // It began while another one had one: a thread begins with the latest setting.
                JniUtils.setNumThreads(outside);
            }
        }
        return JniUtils.getNumThreads();
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

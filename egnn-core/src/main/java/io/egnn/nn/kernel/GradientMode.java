/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Switches this thread's recording for autograd off, and back on {@link #close()}.
 *
 * <p>PyTorch keeps the switch per thread, and DJL turns it off only on the thread that loaded the
 * engine: a prediction on any other thread would record a graph that nobody asks for.
 */
public final class GradientMode implements AutoCloseable {

    private final boolean before = JniUtils.isGradMode();

    private GradientMode() {
        if (before) {
            JniUtils.setGradMode(false);
        }
    }

    /**
     * Does not record from here on.
     *
     * @return closes back to what was before, on the same thread
     */
    public static GradientMode off() {
        return new GradientMode();
    }

    @Override
    public void close() {
        if (JniUtils.isGradMode() != before) {
            JniUtils.setGradMode(before);
        }
    }
}

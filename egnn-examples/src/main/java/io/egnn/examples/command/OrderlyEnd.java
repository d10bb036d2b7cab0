/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Lets a command end by itself when its process is told to, by Ctrl-C for instance: its thread is
 * interrupted, and the process waits for it.
 *
 * <p>Otherwise the process would take PyTorch down while it computes, and now and then end with a
 * report of a crash.
 */
public final class OrderlyEnd {

    /** More than a training needs for a batch; nobody should have to press Ctrl-C twice. */
    private static final int PATIENCE_SECONDS = 3;

    private OrderlyEnd() {}

    /**
     * Runs a command in this thread.
     *
     * @param command the command
     * @return its exit code
     */
    public static int of(IntSupplier command) {
        Thread worker = Thread.currentThread();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread hook =
                new Thread(
                        () -> {
                            worker.interrupt();
                            ended.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                                    .join();
                        },
                        "orderly-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return command.getAsInt();
        } finally {
            ended.complete(null);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending, and the hook runs.
            }
        }
    }
}

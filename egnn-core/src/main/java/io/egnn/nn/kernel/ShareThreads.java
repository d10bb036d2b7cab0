/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Threads that run shares of a batch.
 *
 * <p>To wake a thread takes some ten microseconds, and now and then a millisecond, if a virtual
 * machine's idle core has gone to somebody else or the thread is first put on the core of the one
 * that wakes it: as long as a layer of a small batch. A batch or its next layer often comes right
 * after the last. So whoever waits keeps its core for a moment first.
 */
final class ShareThreads {

    /** Somewhat longer than what Java does between two predictions. */
    private static final long MOMENT = TimeUnit.MICROSECONDS.toNanos(500);

    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(
                    1,
                    Integer.MAX_VALUE,
                    0,
                    TimeUnit.SECONDS,
                    new Tasks(),
                    task -> {
                        Thread thread = new Thread(task, "egnn-share");
                        thread.setDaemon(true);
                        return thread;
                    });

    private ShareThreads() {}

    /** What the threads have to do next. */
    private static final class Tasks extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1;

        @Override
        public Runnable take() throws InterruptedException {
            awaitAMoment(() -> !isEmpty());
            return super.take();
        }
    }

    /**
     * Makes sure that there are as many threads.
     *
     * @param threads how many tasks will be under way at a time
     */
    static synchronized void require(int threads) {
        if (THREADS.getCorePoolSize() < threads) {
            THREADS.setCorePoolSize(threads);
        }
    }

    /** Begins a task. */
    static <T> Future<T> submit(Callable<T> task) {
        return THREADS.submit(task);
    }

    private static void awaitAMoment(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begin < MOMENT) {
            Thread.onSpinWait();
        }
    }

    /**
     * Waits for a task even if this thread is interrupted.
     *
     * @throws RuntimeException what it has thrown
     */
    static <T> T result(Future<T> task) {
        awaitAMoment(task::isDone);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    if (cause instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) cause;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

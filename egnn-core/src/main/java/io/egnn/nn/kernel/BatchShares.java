/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Shares of a batch on a CPU, each on a thread of its own from the first layer to the last.
 *
 * <p>PyTorch gives each thread a part of every operation. After each one the threads wait for each
 * other, and what one has written the other often reads next, from the other core's cache: for
 * tensors of this size that takes longer than the arithmetic. Graphs do not read each other, so
 * each thread can as well take some of them and run all operations alone.
 *
 * <p>The number of threads is PyTorch's ({@code OMP_NUM_THREADS}, {@code
 * ai.djl.pytorch.num_threads}). While shares run it is one.
 */
final class BatchShares {

    /** What all kernels use. */
    static final BatchShares BY_GRAPHS = new BatchShares(50_000);

    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "egnn-share");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final long smallest;

    /**
     * A way to share.
     *
     * @param smallest the fewest numbers in a tensor of messages for which a thread is worth it
     */
    BatchShares(long smallest) {
        this.smallest = smallest;
    }

    /** What is computed for a range of graphs. */
    @FunctionalInterface
    interface Share {

        /**
         * Computes it.
         *
         * @param share which one, from 0
         * @param start the first graph
         * @param end the one after the last
         */
        IValue run(int share, long start, long end);
    }

    /**
     * Into how many shares a batch goes.
     *
     * @param device where it is
     * @param graphs how many it has
     * @param messages the numbers in a tensor of all messages
     * @return at least one
     */
    int count(Device device, long graphs, long messages) {
        if (device.isGpu() || graphs < 2 || messages < 2 * smallest) {
            return 1;
        }
        return (int) Math.min(IntraOpThreads.configured(), Math.min(graphs, messages / smallest));
    }

    /**
     * Runs all shares at a time.
     *
     * @param shares how many
     * @param graphs how many graphs they have together
     * @param share what to run for each
     * @param reader reads the results in order, which are closed after it
     * @throws RuntimeException what a share throws, after all have ended
     */
    static void run(int shares, long graphs, Share share, Consumer<IValue> reader) {
        List<IValue> results = results(shares, graphs, share);
        try {
            results.forEach(reader);
        } finally {
            results.forEach(IValue::close);
        }
    }

    private static List<IValue> results(int shares, long graphs, Share share) {
        try (IntraOpThreads one = IntraOpThreads.one()) {
            List<Future<IValue>> others = new ArrayList<>(shares - 1);
            for (int i = 1; i < shares; i++) {
                int number = i;
                long start = graphs * i / shares;
                long end = graphs * (i + 1) / shares;
                others.add(
                        THREADS.submit(
                                () -> {
                                    // A new thread may have begun while others had more.
                                    JniUtils.setNumThreads(1);
                                    return share.run(number, start, end);
                                }));
            }
            return collect(() -> share.run(0, 0, graphs / shares), others);
        }
    }

    /**
     * The tensors of all shares, one after the other: ordinary ones, with memory of their own.
     *
     * @param parts the tensors of each of several shares, of inference mode
     */
    static NDList together(List<NDList> parts) {
        NDList whole = new NDList();
        for (int i = 0; i < parts.get(0).size(); i++) {
            int place = i;
            NDList pieces = new NDList(parts.stream().map(part -> part.get(place)).toList());
            whole.add(NDArrays.concat(pieces, 0));
        }
        return whole;
    }

    private static List<IValue> collect(Supplier<IValue> own, List<Future<IValue>> others) {
        List<IValue> results = new ArrayList<>(others.size() + 1);
        RuntimeException failure = null;
        try {
            results.add(own.get());
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<IValue> other : others) {
            try {
                results.add(finished(other));
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            results.forEach(IValue::close);
            throw failure;
        }
        return results;
    }

    /** Waits for a share even if this thread is interrupted: it reads tensors of the caller's. */
    private static IValue finished(Future<IValue> share) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return share.get();
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

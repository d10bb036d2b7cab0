/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.egnn.graph.GraphBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Shares of a batch on a CPU, each on a thread of its own.
 *
 * <p>PyTorch gives each thread a part of every operation. After each one the threads wait for each
 * other, and what one has written the other often reads next, from the other core's cache: for
 * tensors of this size that takes longer than the arithmetic. Graphs do not read each other, so
 * each thread can as well take some of them through all layers and run every operation alone.
 * Receivers of one graph can be shared as well, if the threads meet at each layer.
 *
 * <p>The number of threads is PyTorch's ({@code OMP_NUM_THREADS}, {@code
 * ai.djl.pytorch.num_threads}). While shares run it is one.
 */
final class BatchShares {

    /** What all kernels use. */
    static final BatchShares DEFAULT = new BatchShares(50_000);

    /** How many times as much a thread needs to do if it meets the others at each layer. */
    private static final long MEETING = 4;

    /** Batches that are under way, of all callers. */
    private static final AtomicInteger BATCHES = new AtomicInteger();

    private final long smallest;

    /**
     * A way to share.
     *
     * @param smallest the fewest numbers in a tensor of messages for which a thread is worth it
     */
    BatchShares(long smallest) {
        this.smallest = smallest;
    }

    /** What is computed for a range of graphs or receivers. */
    @FunctionalInterface
    interface Share {

        /**
         * Computes it.
         *
         * @param share which one, from 0
         * @param start the first graph or receiver
         * @param end the one after the last
         */
        IValue run(int share, long start, long end);
    }

    /**
     * How a batch goes to threads.
     *
     * @param shares into how many shares, at least one
     * @param ofReceivers whether each has some of the receivers of all graphs, and meets the others
     *     at each layer; if not, it has some of the graphs
     */
    record Split(int shares, boolean ofReceivers) {}

    /**
     * The way that gives work to more threads, by graphs where both do.
     *
     * @param batch the graphs
     * @param features the numbers in a message
     */
    Split split(GraphBatch batch, int features) {
        int ofGraphs = byGraphs(batch, features);
        long receivers = batch.features().getShape().slice(0, 2).size();
        int ofReceivers = (int) Math.min(receivers, threads(batch, features, smallest * MEETING));
        return ofReceivers > ofGraphs ? new Split(ofReceivers, true) : new Split(ofGraphs, false);
    }

    /**
     * How many threads have work if each takes some of the graphs.
     *
     * @param batch the graphs
     * @param features the numbers in a message
     * @return at least one
     */
    int byGraphs(GraphBatch batch, int features) {
        long graphs = batch.features().getShape().get(0);
        return (int) Math.min(graphs, threads(batch, features, smallest));
    }

    private static int threads(GraphBatch batch, int features, long numbers) {
        Shape shape = batch.features().getShape();
        NDArray neighbors = batch.neighbors();
        long senders = neighbors == null ? shape.get(1) - 1 : neighbors.getShape().get(2);
        long messages = shape.get(0) * shape.get(1) * senders * features;
        if (batch.features().getDevice().isGpu() || messages < 2 * numbers) {
            return 1;
        }
        return (int) Math.min(IntraOpThreads.configured(), messages / numbers);
    }

    /**
     * Runs all shares at a time; one after the other, with the same results, where another caller's
     * batch has the other threads.
     *
     * @param shares how many
     * @param whole how many graphs or receivers they have together
     * @param share what to run for each
     * @param reader reads the results in order, which are closed after it
     * @throws RuntimeException what a share throws, after all have ended
     */
    static void run(int shares, long whole, Share share, Consumer<IValue> reader) {
        List<IValue> results = results(shares, whole, share);
        try {
            results.forEach(reader);
        } finally {
            results.forEach(IValue::close);
        }
    }

    private static List<IValue> results(int shares, long whole, Share share) {
        boolean alone = BATCHES.getAndIncrement() == 0;
        try (IntraOpThreads one = IntraOpThreads.one()) {
            List<Future<IValue>> others = new ArrayList<>(shares - 1);
            ShareThreads.require(shares - 1);
            for (int i = 1; i < shares; i++) {
                int number = i;
                long start = whole * i / shares;
                long end = whole * (i + 1) / shares;
                Callable<IValue> task =
                        () -> {
                            // A new thread may have begun while others had more.
                            JniUtils.setNumThreads(1);
                            return share.run(number, start, end);
                        };
                others.add(alone ? ShareThreads.submit(task) : inTurn(task));
            }
            return collect(() -> share.run(0, 0, whole / shares), others);
        } finally {
            BATCHES.decrementAndGet();
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
            PtNDArray[] pieces =
                    parts.stream()
                            .map(part -> (PtNDArray) part.get(place))
                            .toArray(PtNDArray[]::new);
            whole.add(JniUtils.cat(pieces, 0));
        }
        return whole;
    }

    /**
     * Gradients of all shares: the sum of those of the weights, which come first, and the others
     * one after the other.
     *
     * @param parts the tensors of each of several shares, of inference mode
     */
    static NDList gradients(List<NDList> parts) {
        NDArray weights = parts.get(0).remove(0);
        for (NDList part : parts.subList(1, parts.size())) {
            weights = weights.add(part.remove(0));
        }
        return new NDList(weights).addAll(together(parts));
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
                results.add(ShareThreads.result(other));
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

    private static <T> Future<T> inTurn(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        future.run();
        return future;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Times two programs in turns, so that whatever else the machine does meets both.
 *
 * <p>In a round each program works through all of its batches once; a batch of the one follows a
 * batch of the other, in the proportion of their numbers. The median over the rounds counts.
 *
 * <p>Short turns are repeated. PyTorch's threads wait for more work for some milliseconds after the
 * last, and keep their cores busy meanwhile: a program whose threads are others would pay for what
 * the one before it has left behind.
 *
 * @param <T> the programs
 */
final class Duel<T> {

    /** Rounds before the clock runs: libtorch picks its kernels, the JVM compiles. */
    static final int WARM_UP_ROUNDS = 3;

    private static final int FEWEST_ROUNDS = 3;

    private static final Duration SHORTEST_TURN = Duration.ofMillis(250);

    private final T ours;
    private final int ourBatches;
    private final T theirs;
    private final int theirBatches;

    /**
     * Sets two programs against each other.
     *
     * @param ours one
     * @param ourBatches in how many batches it processes all samples
     * @param theirs the other
     * @param theirBatches in how many batches that one does
     */
    Duel(T ours, int ourBatches, T theirs, int theirBatches) {
        this.ours = ours;
        this.ourBatches = ourBatches;
        this.theirs = theirs;
        this.theirBatches = theirBatches;
    }

    /**
     * Median milliseconds that all samples take.
     *
     * @param ours of the one program
     * @param theirs of the other
     * @param rounds how often all samples were processed
     */
    record Times(double ours, double theirs, int rounds) {

        /** How many times faster the one program is. */
        double ratio() {
            return theirs / ours;
        }
    }

    /**
     * Measures.
     *
     * @param work what to do with a batch
     * @param budget when to stop; three rounds are done in any case
     */
    Times measure(ObjIntConsumer<T> work, Duration budget) {
        long turn = Math.min(SHORTEST_TURN.toNanos(), budget.toNanos() / 50);
        long start = System.nanoTime();
        for (int i = 0;
                i < WARM_UP_ROUNDS && (i == 0 || elapsed(start) < budget.toNanos() / 8);
                i++) {
            round(work, turn);
        }
        List<Round> rounds = new ArrayList<>();
        start = System.nanoTime();
        while (rounds.size() < FEWEST_ROUNDS || elapsed(start) < budget.toNanos()) {
            rounds.add(round(work, turn));
        }
        return new Times(
                Median.of(rounds.stream().mapToDouble(r -> r.ours / 1e6)),
                Median.of(rounds.stream().mapToDouble(r -> r.theirs / 1e6)),
                rounds.size());
    }

    private Round round(ObjIntConsumer<T> work, long turn) {
        int turns = Math.min(ourBatches, theirBatches);
        double ourNanos = 0;
        double theirNanos = 0;
        for (int i = 0; i < turns; i++) {
            ourNanos += nanos(work, ours, share(ourBatches, i, turns), turn);
            theirNanos += nanos(work, theirs, share(theirBatches, i, turns), turn);
        }
        return new Round(ourNanos, theirNanos);
    }

    private static int[] share(int batches, int turn, int turns) {
        return IntStream.range(batches * turn / turns, batches * (turn + 1) / turns).toArray();
    }

    /** How long the batches take, on average over as many times as fill the turn. */
    private double nanos(ObjIntConsumer<T> work, T program, int[] batches, long turn) {
        long start = System.nanoTime();
        int times = 0;
        do {
            for (int batch : batches) {
                work.accept(program, batch);
            }
            times++;
        } while (elapsed(start) < turn);
        return elapsed(start) / (double) times;
    }

    private static long elapsed(long start) {
        return System.nanoTime() - start;
    }

    private record Round(double ours, double theirs) {}
}

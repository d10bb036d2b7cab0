/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import io.egnn.examples.benchmark.MemoryProbe.Report;
import io.egnn.examples.benchmark.MemoryProbe.Work;
import io.egnn.examples.benchmark.Variant.Side;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What ten times as many points cost, the neighbour search included.
 *
 * @param small 10,000 points
 * @param large 100,000 points
 * @param stepTimeRatio time of a training step, large over small
 * @param inferenceTimeRatio time of an inference, large over small
 * @param stepMemoryRatio growth of the peak in training, large over small
 * @param inferenceMemoryRatio growth of the peak in inference, large over small
 */
record ScaleResult(
        Cloud small,
        Cloud large,
        double stepTimeRatio,
        double inferenceTimeRatio,
        double stepMemoryRatio,
        double inferenceMemoryRatio) {

    static final int SMALL = PointWorkload.POINTS;
    static final int LARGE = 10 * SMALL;

    private static final int SEARCHES = 3;
    private static final int BATCHES = 5;

    /**
     * One cloud; each number but the first two from a process of its own.
     *
     * @param points how many
     * @param searchMs milliseconds of the neighbour search, in both times below
     * @param stepMs milliseconds of search and training step
     * @param inferenceMs milliseconds of search and inference
     * @param stepMb growth of the peak over search and steps, in 10^6 bytes
     * @param inferenceMb growth of the peak over search and inference
     * @param inferencePeakMb the peak of the whole process in inference
     */
    record Cloud(
            int points,
            double searchMs,
            double stepMs,
            double inferenceMs,
            double stepMb,
            double inferenceMb,
            double inferencePeakMb) {

        private static Cloud measure(int points, Consumer<String> progress) throws IOException {
            progress.accept(points + " points: neighbour search");
            PointWorkload workload = new PointWorkload(points);
            double[] coordinates = workload.coordinates();
            double[] searches = new double[SEARCHES];
            for (int i = 0; i < SEARCHES; i++) {
                long start = System.nanoTime();
                workload.search(coordinates);
                searches[i] = (System.nanoTime() - start) / 1e6;
            }
            double searchMs = Median.of(Arrays.stream(searches));
            progress.accept(points + " points: inference");
            Report inference = report(points, Work.INFERENCE);
            progress.accept(points + " points: training steps");
            Report step = report(points, Work.STEP);
            return new Cloud(
                    points,
                    searchMs,
                    searchMs + step.milliseconds(),
                    searchMs + inference.milliseconds(),
                    step.ofAll() / 1e6,
                    inference.ofAll() / 1e6,
                    inference.finished() / 1e6);
        }

        private static Report report(int points, Work work) throws IOException {
            return MemoryProbe.measure(
                            "points:" + points, Side.LIBRARY, work, BATCHES, Allocator.LAUNCHER)
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            "this system does not tell a process's peak memory"));
        }
    }

    /**
     * Measures both clouds.
     *
     * @param progress told what comes next
     * @throws IOException if a process fails, for want of memory for example
     */
    static ScaleResult measure(Consumer<String> progress) throws IOException {
        Cloud small = Cloud.measure(SMALL, progress);
        Cloud large = Cloud.measure(LARGE, progress);
        return new ScaleResult(
                small,
                large,
                large.stepMs / small.stepMs,
                large.inferenceMs / small.inferenceMs,
                large.stepMb / small.stepMb,
                large.inferenceMb / small.inferenceMb);
    }
}

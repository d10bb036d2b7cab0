/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.engine.Engine;
import io.egnn.examples.benchmark.Variant.Side;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ObjIntConsumer;

/**
 * Measures the memory of one variant in a Java process of its own, the only way to a peak that
 * nothing else has been part of.
 */
final class MemoryProbe {

    private static final String RESULT = "memory-probe ";

    /** What the other process does with each batch. */
    enum Work {
        STEP,
        INFERENCE
    }

    /**
     * What a process needed.
     *
     * @param started peak after the engine was loaded, in bytes
     * @param prepared peak before the first batch: samples, network and neighbours are there
     * @param finished peak after the last batch
     * @param milliseconds median time of a batch
     */
    record Report(long started, long prepared, long finished, double milliseconds) {

        /** By how many bytes the peak grew over the batches. */
        long ofBatches() {
            return finished - prepared;
        }

        /** By how many bytes it grew over everything, the neighbour search included. */
        long ofAll() {
            return finished - started;
        }

        private static Report parse(String line) {
            String[] words = line.split(" ", -1);
            return new Report(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Double.parseDouble(words[3]));
        }

        @Override
        public String toString() {
            return String.join(
                    " ",
                    Long.toString(started),
                    Long.toString(prepared),
                    Long.toString(finished),
                    Double.toString(milliseconds));
        }
    }

    private MemoryProbe() {}

    /**
     * Runs a variant in a process of its own.
     *
     * @param workload a workload's name, see {@link Workload#named}
     * @param side which variant
     * @param work what to do
     * @param batches how many batches, over and over again
     * @param allocator the process's allocator settings
     * @return what it needed, or empty where the system does not tell
     * @throws IOException if the process fails; the message has its output
     */
    static Optional<Report> measure(
            String workload, Side side, Work work, int batches, Allocator allocator)
            throws IOException {
        JavaProcess process =
                new JavaProcess(
                        MemoryProbe.class,
                        // A heap of fixed size that is touched at once cannot add to the growth.
                        List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
                        List.of(workload, side.name(), work.name(), Integer.toString(batches)));
        allocator.applyTo(process.environment());
        return process.run(RESULT, line -> {}).map(Report::parse);
    }

    /** What the other process runs. */
    public static void main(String[] arguments) {
        Engine.getEngine("PyTorch");
        OptionalLong started = PeakMemory.bytes();
        Workload workload = Workload.named(arguments[0]);
        ObjIntConsumer<Variant> work =
                Work.valueOf(arguments[2]) == Work.STEP ? Variant::step : Variant::infer;
        double[] milliseconds = new double[Integer.parseInt(arguments[3])];
        try (Variant variant = Variant.of(Side.valueOf(arguments[1]), workload)) {
            OptionalLong prepared = PeakMemory.bytes();
            for (int i = 0; i < milliseconds.length; i++) {
                long start = System.nanoTime();
                work.accept(variant, i % variant.batches());
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
            }
            OptionalLong finished = PeakMemory.bytes();
            if (started.isPresent() && prepared.isPresent() && finished.isPresent()) {
                System.out.println(
                        RESULT
                                + new Report(
                                        started.getAsLong(),
                                        prepared.getAsLong(),
                                        finished.getAsLong(),
                                        Median.of(Arrays.stream(milliseconds))));
            }
        }
    }
}

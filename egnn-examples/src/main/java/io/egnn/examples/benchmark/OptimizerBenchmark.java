/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.ndarray.NDScope;
import io.egnn.examples.benchmark.Variant.Side;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Adam over all parameters of a workload's network, gradients from one backward pass. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class OptimizerBenchmark {

    private static final float GRADIENT = 1e-3f;

    /** Whose network. */
    @Param({"nbody", "molecules"})
    public String workload = "";

    private Variant ours;
    private Variant reference;

    /** Creates the benchmark; JMH fills it in. */
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first
    public OptimizerBenchmark() {}

    /** Makes both networks, and gradient tensors by a step of each. */
    @Setup
    public void setUp() {
        ours = Variant.of(Side.LIBRARY, Workload.named(workload));
        reference = Variant.of(Side.REFERENCE, Workload.named(workload));
        ours.step(0);
        reference.step(0);
    }

    /**
     * Gives every parameter a gradient again. Updates set gradients to zero, and running means that
     * only decay end up as denormal numbers, which processors are slow at.
     */
    @Setup(Level.Invocation)
    public void fillGradients() {
        for (Variant variant : List.of(ours, reference)) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                variant.weights().forEach(weight -> weight.getGradient().addi(GRADIENT));
            }
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        ours.close();
        reference.close();
    }

    /**
     * One parameter after the other, as {@code torch.optim.Adam} does without its list operations.
     */
    @Benchmark
    public void baseline() {
        reference.update();
    }

    /** All parameters in one call. */
    @Benchmark
    public void fused() {
        ours.update();
    }
}

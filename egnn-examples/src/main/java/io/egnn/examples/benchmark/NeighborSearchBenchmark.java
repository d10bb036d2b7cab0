/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import io.egnn.graph.NeighborList;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Neighbour search among points of density one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class NeighborSearchBenchmark {

    /** A ball of this radius holds about 16 points. */
    private static final double RADIUS = 1.56;

    /** How many. */
    @Param({"1000", "10000", "100000"})
    public int points;

    private double[] coordinates = {};

    /** Creates the benchmark; JMH fills it in. */
    public NeighborSearchBenchmark() {}

    /** Draws the points. */
    @Setup
    public void setUp() {
        coordinates = new PointWorkload(points).coordinates();
    }

    /**
     * Reading and copying the points, the least that a search can do.
     *
     * @return the copy
     */
    @Benchmark
    public double[] baseline() {
        return Arrays.copyOf(coordinates, coordinates.length);
    }

    /**
     * The 16 nearest.
     *
     * @return the neighbours
     */
    @Benchmark
    public NeighborList nearest() {
        return NeighborList.nearest(PointWorkload.NEIGHBORS).search(coordinates, 3);
    }

    /**
     * All within a radius, 16 on average inside the cube.
     *
     * @return the neighbours
     */
    @Benchmark
    public NeighborList radius() {
        return NeighborList.radius(RADIUS).search(coordinates, 3);
    }
}

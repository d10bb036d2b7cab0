/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egcl;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.kernel.EgclConfig;
import io.egnn.nn.kernel.EgclKernel;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One layer of each workload's network on its first batch, with both kernels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class LayerBenchmark {

    /** The arithmetic. */
    @Param({"torchScript", "ndArray"})
    public String kernel = "";

    /** Where the batch and the options come from. */
    @Param({"nbody", "molecules", "points"})
    public String workload = "";

    private NDManager manager;
    private Egcl layer;
    private NDList inputs;
    private ParameterStore store;

    /** Creates the benchmark; JMH fills it in. */
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first
    public LayerBenchmark() {}

    /** Makes the layer and a batch with the features it wants. */
    @Setup
    public void setUp() {
        manager = NDManager.newBaseManager();
        Workload samples = Workload.named(workload);
        GraphBatch batch = samples.batches(Side.LIBRARY, manager).get(0);
        if (!(samples.config() instanceof EgnnConfig network)) {
            throw new IllegalArgumentException(
                    "workload " + workload + " has no equivariant layer");
        }
        EgclConfig config = network.layer();
        Shape nodes = batch.coordinates().getShape();
        Engine.getInstance().setRandomSeed(1);
        NDArray h =
                manager.randomNormal(new Shape(nodes.get(0), nodes.get(1), config.inputFeatures()));
        inputs = batch.toNDList();
        inputs.set(0, h);
        layer =
                new Egcl(
                        config,
                        kernel.equals("ndArray") ? EgclKernel.ndArray() : EgclKernel.torchScript());
        layer.initialize(manager, DataType.FLOAT32, inputs.getShapes());
        store = new ParameterStore(manager, false);
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        manager.close();
    }

    /**
     * What every other method spends around the layer.
     *
     * @return the batch
     */
    @Benchmark
    public GraphBatch baseline() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return GraphBatch.of(inputs);
        }
    }

    /**
     * Inference.
     *
     * @return the first new coordinate
     */
    @Benchmark
    public float forward() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return layer.forward(store, inputs, false).get(1).getFloat(0, 0, 0);
        }
    }

    /** Forward and backward pass. */
    @Benchmark
    public void forwardBackward() {
        try (NDScope scope = new NDScope();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            NDList outputs = layer.forward(store, inputs, true);
            collector.backward(outputs.get(0).sum().add(outputs.get(1).sum()));
        }
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.weights.StateDict;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Seeded batches and parameters for tests. */
public final class RandomGraphs {

    private final NDManager manager;
    private final RandomGenerator random;
    private final DataType type;

    public RandomGraphs(NDManager manager, long seed, DataType type) {
        this.manager = manager;
        this.random = new SplittableRandom(seed);
        this.type = type;
    }

    public NDArray normal(Shape shape) {
        double[] values = new double[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return manager.create(values, shape).toType(type, false);
    }

    /** Complete graphs with every optional tensor but masks. */
    public GraphBatch complete(int graphs, int nodes, int features, int dimension, int attributes) {
        GraphBatch batch =
                GraphBatch.of(
                                normal(new Shape(graphs, nodes, features)),
                                normal(new Shape(graphs, nodes, dimension)))
                        .withVelocities(normal(new Shape(graphs, nodes, dimension)));
        return attributes == 0
                ? batch
                : batch.withEdgeAttributes(normal(new Shape(graphs, nodes, nodes, attributes)));
    }

    /** Graph b has nodes - b nodes, at least one. */
    public NDArray raggedMask(int graphs, int nodes) {
        double[] mask = new double[graphs * nodes];
        for (int b = 0; b < graphs; b++) {
            for (int i = 0; i < Math.max(1, nodes - b); i++) {
                mask[b * nodes + i] = 1;
            }
        }
        return manager.create(mask, new Shape(graphs, nodes)).toType(type, false);
    }

    /** Symmetric 0 or 1 with 1 on about half of the pairs. */
    public NDArray adjacency(int graphs, int nodes) {
        double[] edges = new double[graphs * nodes * nodes];
        for (int b = 0; b < graphs; b++) {
            for (int i = 0; i < nodes; i++) {
                for (int j = 0; j < i; j++) {
                    double edge = random.nextBoolean() ? 1 : 0;
                    edges[(b * nodes + i) * nodes + j] = edge;
                    edges[(b * nodes + j) * nodes + i] = edge;
                }
            }
        }
        return manager.create(edges, new Shape(graphs, nodes, nodes)).toType(type, false);
    }

    /** Initialises a block and gives every parameter values large enough that all of it matters. */
    public <T extends Block> T filled(T block, GraphBatch batch) {
        block.initialize(manager, type, batch.toNDList().getShapes());
        for (Parameter parameter : StateDict.names(block).values()) {
            NDArray array = parameter.getArray();
            array.set(normal(array.getShape()).mul(0.4).toByteBuffer());
        }
        return block;
    }

    public ParameterStore parameters() {
        return new ParameterStore(manager, false);
    }

    /** Gives a block the values of another one with the same parameters. */
    public static void copyParameters(Block from, Block to) {
        Map<String, Parameter> source = StateDict.names(from);
        StateDict.names(to)
                .forEach(
                        (name, parameter) ->
                                parameter
                                        .getArray()
                                        .set(source.get(name).getArray().toByteBuffer()));
    }
}

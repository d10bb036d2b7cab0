/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.RandomGraphs;
import io.egnn.weights.StateDict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Map;

/** What every block here has to do, whatever its equations. */
final class BaselineChecks {

    private static final double STEP = 1e-5;

    private BaselineChecks() {}

    static NDArray predict(Block block, GraphBatch batch) {
        ParameterStore store = new ParameterStore(batch.coordinates().getManager(), false);
        return block.forward(store, batch.toNDList(), false).singletonOrThrow();
    }

    static long parameters(Block block, NDManager manager, int features, int dimension) {
        Shape x = new Shape(1, 2, dimension);
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 2, features), x, x);
        return StateDict.names(block).values().stream().mapToLong(p -> p.getArray().size()).sum();
    }

    /** Graphs of 1, 3, 5 and 7 nodes, padded to 7. */
    static void aBatchIsWhatItsGraphsAreOneByOne(
            RandomGraphs graphs, Block block, int features, int attributes) {
        NDList[] samples = new NDList[4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = new NDList();
            for (NDArray array :
                    graphs.complete(1, 1 + 2 * i, features, 3, attributes).toNDList()) {
                samples[i].add(array.size() == 0 ? array : array.squeeze(0));
            }
        }
        GraphBatch batch = GraphBatch.of(new GraphBatchifier().batchify(samples));
        assertThat(batch.nodeMask()).isNotNull();
        graphs.filled(block, batch);
        NDArray together = predict(block, batch);
        for (int i = 0; i < samples.length; i++) {
            NDList alone = new GraphBatchifier().batchify(new NDList[] {samples[i]});
            NDArray rows = together.get(i + ", 0:" + (1 + 2 * i));
            assertThatArray(rows)
                    .isCloseTo(predict(block, GraphBatch.of(alone)).squeeze(0), 1e-11, 1e-11);
        }
    }

    /** The lists of all others, and of some others against the adjacency that they are. */
    static void neighborListsSayWhatCompleteGraphsSay(
            NDManager manager, RandomGraphs graphs, Block block, int features, int attributes) {
        int nodes = 5;
        GraphBatch complete = graphs.complete(2, nodes, features, 3, attributes);
        NDArray adjacency = graphs.adjacency(2, nodes);
        graphs.filled(block, complete);
        long[] senders = new long[2 * nodes * (nodes - 1)];
        long[] slots = new long[senders.length];
        for (int s = 0; s < senders.length; s++) {
            int i = s / (nodes - 1) % nodes;
            int k = s % (nodes - 1);
            senders[s] = k < i ? k : k + 1;
            slots[s] = s / (nodes - 1) * (long) nodes + senders[s];
        }
        NDArray pairs = manager.create(slots);
        NDArray lists = manager.create(senders, new Shape(2, nodes, nodes - 1));
        NDArray a =
                complete.edgeAttributes()
                        .reshape(-1, attributes)
                        .get(pairs)
                        .reshape(2, nodes, nodes - 1, attributes);
        NDArray some = adjacency.flatten().get(pairs).reshape(2, nodes, nodes - 1);
        GraphBatch listed = complete.withEdgeAttributes(null).withNeighbors(lists, null);
        assertThatArray(predict(block, listed.withEdgeAttributes(a)))
                .isCloseTo(predict(block, complete), 1e-12, 1e-12);
        NDArray sparse = predict(block, complete.withNeighbors(null, adjacency));
        assertThatArray(predict(block, listed.withNeighbors(lists, some).withEdgeAttributes(a)))
                .isCloseTo(sparse, 1e-12, 1e-12);
        assertThat(sparse.sub(predict(block, complete)).abs().max().getDouble())
                .isGreaterThan(1e-3);
    }

    /** Gradients of every parameter and of x and h against central differences. */
    static void gradientsAreThoseOfFiniteDifferences(Block block, GraphBatch batch) {
        NDManager manager = batch.coordinates().getManager();
        NDArray weights = cosines(manager, predict(block, batch).getShape());
        batch.coordinates().setRequiresGradient(true);
        batch.features().setRequiresGradient(true);
        ParameterStore store = new ParameterStore(manager, false);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray out = block.forward(store, batch.toNDList(), true).singletonOrThrow();
            collector.backward(out.mul(weights).sum().add(unused(batch)));
        }
        for (Map.Entry<String, Parameter> entry : StateDict.names(block).entrySet()) {
            compare(entry.getKey(), entry.getValue().getArray(), block, batch, weights);
        }
        compare("x", batch.coordinates(), block, batch, weights);
        compare("h", batch.features(), block, batch, weights);
    }

    /** Gives x and h a gradient even where a block reads only one of them. */
    private static NDArray unused(GraphBatch batch) {
        return batch.coordinates().sum().add(batch.features().sum()).mul(0);
    }

    private static void compare(
            String name, NDArray array, Block block, GraphBatch batch, NDArray weights) {
        double[] gradient = array.getGradient().toDoubleArray();
        double[] values = array.toDoubleArray();
        for (int i = 0; i < values.length; i += Math.max(1, values.length / 7)) {
            double value = values[i];
            double above = shifted(array, values, i, value + STEP, block, batch, weights);
            double below = shifted(array, values, i, value - STEP, block, batch, weights);
            shifted(array, values, i, value, block, batch, weights);
            double expected = (above - below) / (2 * STEP);
            assertThat(gradient[i])
                    .as("%s, element %d", name, i)
                    .isCloseTo(expected, within(1e-8 * (1 + Math.abs(expected))));
        }
    }

    private static double shifted(
            NDArray array,
            double[] values,
            int i,
            double value,
            Block block,
            GraphBatch batch,
            NDArray weights) {
        values[i] = value;
        array.set(values);
        return predict(block, batch).mul(weights).sum().getDouble();
    }

    private static NDArray cosines(NDManager manager, Shape shape) {
        return manager.arange(0, (int) shape.size(), 1, DataType.FLOAT64).cos().reshape(shape);
    }

    static void savedParametersComeBack(GraphNetwork<?> network, GraphBatch batch)
            throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        network.saveParameters(new DataOutputStream(bytes));
        GraphNetwork<?> same = network.config().newNetwork();
        assertThat(same.getClass()).isEqualTo(network.getClass());
        same.loadParameters(
                batch.coordinates().getManager(),
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(same.isInitialized()).isTrue();
        assertThat(predict(same, batch).toDoubleArray())
                .isEqualTo(predict(network, batch).toDoubleArray());
    }
}

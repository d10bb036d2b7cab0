/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.RandomGraphs;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.kernel.GradientTapeTest.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads that share a batch of an inference give what one thread gives. */
@ExtendWith(TwoThreads.class)
class SharedInferenceTest {

    private static final EgclKernel ALONE =
            new TorchScriptKernel(null, new BatchShares(Long.MAX_VALUE / 2));

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("io.egnn.nn.kernel.GradientTapeTest#networks")
    void outputsAreThoseOfOneThread(
            String name, Consumer<EgnnConfig.Builder> option, Topology topology) {
        EgnnConfig config = GradientTapeTest.config(option);
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, name.hashCode(), DataType.FLOAT64);
            GraphBatch batch = GradientTapeTest.batch(manager, graphs, config, topology, 3);
            Egnn alone = graphs.filled(new Egnn(config, ALONE), batch);
            Egnn shared = graphs.filled(new Egnn(config, GradientTapeTest.SHARING), batch);
            RandomGraphs.copyParameters(alone, shared);

            NDList expected = alone.forward(graphs.parameters(), batch.toNDList(), false);
            NDList actual = shared.forward(graphs.parameters(), batch.toNDList(), false);

            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i).getShape()).isEqualTo(expected.get(i).getShape());
                assertThat(actual.get(i).getManager()).isEqualTo(expected.get(i).getManager());
                assertThatArray(actual.get(i)).isCloseTo(expected.get(i), 1e-12, 1e-12);
            }
        }
    }

    /** Eight graphs of 24 nodes with 23 messages of 32 features each: more than one share. */
    @Test
    void aLargeBatchOfTheGnnGivesWhatItsGraphsGive() {
        assertThat(8 * 24 * 23 * 32).isGreaterThan(2 * 50_000);
        GnnConfig config = new GnnConfig(3, 32, 2, 0, 2);
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 81, DataType.FLOAT64);
            GraphBatch batch =
                    graphs.complete(8, 24, 3, 3, 0).withNodeMask(graphs.raggedMask(8, 24));
            GraphNetwork<?> network = graphs.filled(config.newNetwork(), batch);

            NDList whole = network.forward(graphs.parameters(), batch.toNDList(), false);

            for (int i = 0; i < 8; i++) {
                String row = i + ":" + (i + 1);
                NDList own =
                        network.forward(
                                graphs.parameters(),
                                GraphBatch.of(
                                                batch.features().get(row),
                                                batch.coordinates().get(row))
                                        .withVelocities(batch.velocities().get(row))
                                        .withNodeMask(batch.nodeMask().get(row))
                                        .toNDList(),
                                false);
                assertThatArray(whole.head().get(row)).isCloseTo(own.head(), 1e-12, 1e-12);
            }
        }
    }

    @Test
    void severalThreadsPredictAtATime() throws Exception {
        EgnnConfig config = GradientTapeTest.config(b -> {});
        try (NDManager manager = NDManager.newBaseManager()) {
            RandomGraphs graphs = new RandomGraphs(manager, 82, DataType.FLOAT64);
            GraphBatch batch = graphs.complete(3, 6, 5, 3, 2);
            Egnn network = graphs.filled(new Egnn(config, GradientTapeTest.SHARING), batch);
            double[] expected = coordinates(network, graphs, batch);
            CyclicBarrier start = new CyclicBarrier(4);
            Callable<Integer> predictions =
                    () -> {
                        start.await();
                        for (int i = 0; i < 50; i++) {
                            assertThat(coordinates(network, graphs, batch)).isEqualTo(expected);
                        }
                        return JniUtils.getNumThreads();
                    };
            ExecutorService predictors = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> all = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    all.add(predictors.submit(predictions));
                }
                for (Future<Integer> one : all) {
                    assertThat(one.get()).as("threads of an operation afterwards").isEqualTo(2);
                }
            } finally {
                predictors.shutdownNow();
            }
        }
    }

    @Test
    void aThreadThatBeginsMeanwhileHasAllThreadsOfAnOperation() throws Exception {
        ExecutorService another = Executors.newSingleThreadExecutor();
        try (IntraOpThreads one = IntraOpThreads.one()) {
            assertThat(another.submit(IntraOpThreads::configured).get()).isEqualTo(2);
        } finally {
            another.shutdownNow();
        }
    }

    private static double[] coordinates(Egnn network, RandomGraphs graphs, GraphBatch batch) {
        try (NDList out = network.forward(graphs.parameters(), batch.toNDList(), false)) {
            return out.get(1).toDoubleArray();
        }
    }
}

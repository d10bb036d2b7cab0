/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.baseline.SchNetConfig;
import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.testing.GarbageCollection;
import io.egnn.training.MeanSquaredError;
import io.egnn.training.ReconstructionLoss;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients do not depend on when the JVM collects garbage. */
class GarbageCollectionTest {

    private static final int FEATURES = 3;

    private NDManager manager;
    private RandomGraphs graphs;
    private final List<List<ByteBuffer>> overwritten = new ArrayList<>();

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 12, DataType.FLOAT64);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    static List<Arguments> blocks() {
        MoleculeEgnnConfig molecule = MoleculeEgnnConfig.of(FEATURES, 6, 2, 4, 3, 3, 1);
        return List.of(
                arguments("molecules", molecule.newNetwork()),
                arguments("ensemble", new MoleculeEnsembleConfig(molecule, 2).newNetwork()),
                arguments("SchNet", new SchNetConfig(FEATURES, 6, 2, 7, 3, 1).newNetwork()),
                arguments("Egnn", egnn(EgclKernel.torchScript())),
                arguments("formulas", egnn(EgclKernel.ndArray())));
    }

    private static Block egnn(EgclKernel kernel) {
        return new Egnn(
                EgnnConfig.builder()
                        .setFeatures(FEATURES, 6)
                        .optLayers(2)
                        .optClamp(Clamp.NORM, 1e-3)
                        .build(),
                kernel);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void blocksKeepWhatTheBackwardPassReads(String name, Block block) {
        GraphBatch batch = graphs.complete(2, 5, FEATURES, 3, 0).withVelocities(null);
        graphs.filled(block, batch);

        NDArray expected = CoordinateGradient.of(block, batch, NDList::head);
        NDArray actual =
                CoordinateGradient.of(
                        block,
                        batch,
                        outputs -> {
                            overwritten.add(GarbageCollection.overwriteFreedBuffers());
                            return outputs.head();
                        });

        assertThat(expected.abs().max().getDouble()).as(name).isPositive();
        assertThatArray(actual).isCloseTo(expected, 0, 0);
    }

    static List<Loss> losses() {
        return List.of(new MeanSquaredError(), new ReconstructionLoss());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossesKeepWhatTheBackwardPassReads(Loss loss) {
        NDArray prediction = graphs.normal(new Shape(2, 4, 4));
        NDList labels = new NDList(graphs.normal(new Shape(2, 4, 4)));
        if (loss instanceof ReconstructionLoss) {
            labels.add(manager.ones(new Shape(2, 4, 4), DataType.FLOAT64));
        }

        NDArray expected = gradient(loss, labels, prediction, false);
        NDArray actual = gradient(loss, labels, prediction, true);

        assertThat(expected.abs().max().getDouble()).isPositive();
        assertThatArray(actual).isCloseTo(expected, 0, 0);
    }

    private NDArray gradient(Loss loss, NDList labels, NDArray prediction, boolean collects) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray x = prediction.duplicate();
            x.setRequiresGradient(true);
            NDArray value = loss.evaluate(labels, new NDList(x));
            if (collects) {
                overwritten.add(GarbageCollection.overwriteFreedBuffers());
            }
            collector.backward(value);
            return x.getGradient();
        }
    }

    @Test
    void theMeanSquaredErrorIsTheMeanOfTheSquares() {
        NDArray a = manager.create(new double[] {1, 2, 3, 5}, new Shape(2, 2));
        NDArray b = manager.create(new double[] {1, 0, 0, 1}, new Shape(4));
        double mse = new MeanSquaredError().evaluate(new NDList(b), new NDList(a)).getDouble();
        assertThat(mse).isEqualTo((4 + 9 + 16) / 4.0);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.JsonUtils;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.EquivarianceReport;
import io.egnn.equivariance.OutputKind;
import io.egnn.equivariance.Symmetry;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import io.egnn.graph.NeighborList;
import io.egnn.graph.NeighborTensors;
import io.egnn.nn.CoordinateGradient;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.RandomGraphs;
import io.egnn.training.MeanSquaredError;
import io.egnn.weights.StateDict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tensor field network and the SE(3)-Transformer have in common. */
class TypedFeatureNetworksTest {

    private static final EquivarianceChecker CHECKER =
            EquivarianceChecker.of(OutputKind.NODE_COORDINATES);

    private NDManager manager;
    private RandomGraphs graphs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 7, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    static Stream<NetworkConfig> ofAllDegrees() {
        return Stream.of(2, 3, 4)
                .flatMap(
                        degrees ->
                                Stream.of(
                                        new TensorFieldConfig(2, 4, degrees, 3, 8),
                                        new Se3TransformerConfig(2, 4, degrees, 2, 8)));
    }

    static Stream<NetworkConfig> both() {
        return Stream.of(
                new TensorFieldConfig(2, 4, 3, 3, 8), new Se3TransformerConfig(2, 4, 3, 2, 8));
    }

    @ParameterizedTest
    @MethodSource("ofAllDegrees")
    void theyAreEquivariantUnderRigidMotionsAndRenumbering(NetworkConfig config) {
        GraphBatch complete = graphs.complete(2, 5, 2, 3, 0);
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), complete);
        for (GraphBatch batch :
                List.of(complete, complete.withNodeMask(graphs.raggedMask(2, 5)), nearest(2))) {
            EquivarianceReport report = CHECKER.check(network, batch);
            for (Symmetry symmetry : Symmetry.values()) {
                if (symmetry != Symmetry.REFLECTION) {
                    assertThat(report.holds(symmetry, 1e-9, 1e-9)).as(report.toString()).isTrue();
                }
            }
        }
    }

    private GraphBatch nearest(int neighbors) {
        GraphBatch batch = graphs.complete(1, 6, 2, 3, 0);
        NeighborList list =
                NeighborList.nearest(neighbors).search(batch.coordinates().toDoubleArray(), 3);
        NeighborTensors tensors = NeighborTensors.ofBatch(manager, DataType.FLOAT64, List.of(list));
        return batch.withNeighbors(tensors.indices(), tensors.mask());
    }

    @ParameterizedTest
    @MethodSource("ofAllDegrees")
    void reflectionsAreBrokenByTheKernelsOfOddParityAlone(NetworkConfig config) {
        GraphBatch batch = graphs.complete(2, 5, 2, 3, 0);
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), batch);
        assertThat(CHECKER.check(network, batch).worstRelative(Symmetry.REFLECTION).relative())
                .isGreaterThan(1e-3);
        // Kernels in which J + l in + l out is odd make pseudovectors of vectors, as d x v is.
        StateDict.names(network)
                .forEach(
                        (name, parameter) -> {
                            if (name.endsWith("kernel.bias")
                                    || name.endsWith("kernel.weight")
                                    || name.endsWith("key.bias")
                                    || name.endsWith("key.weight")
                                    || name.endsWith("value.bias")
                                    || name.endsWith("value.weight")) {
                                keepEvenParity(config, name, parameter.getArray());
                            }
                        });
        CHECKER.check(network, batch).orThrow(1e-9);
    }

    /** Every second frequency of a pair of types is odd, the first one is not. */
    private static void keepEvenParity(NetworkConfig config, String name, NDArray rows) {
        boolean isTransformer = config instanceof Se3TransformerConfig;
        int degrees =
                isTransformer
                        ? ((Se3TransformerConfig) config).degrees()
                        : ((TensorFieldConfig) config).degrees();
        boolean first = name.contains("_0.");
        boolean last = name.startsWith(isTransformer ? "conv" : "conv_2");
        int typesIn = first ? 2 : degrees;
        int typesOut = last ? 2 : name.contains("key") ? typesIn : degrees;
        int row = 0;
        for (int out = last ? 1 : 0; out < typesOut; out++) {
            for (int in = 0; in < typesIn; in++) {
                int block = (first ? in == 0 ? 2 : 1 : 4) * (last ? 1 : 4);
                for (int f = 0; f < 2 * Math.min(in, out) + 1; f++) {
                    if (f % 2 == 1) {
                        rows.get(row + ":" + (row + block)).muli(0);
                    }
                    row += block;
                }
            }
        }
        assertThat(row).as(name).isEqualTo((int) rows.getShape().get(0));
    }

    @ParameterizedTest
    @MethodSource("both")
    void aBatchIsWhatItsGraphsAreOneByOne(NetworkConfig config) {
        NDList[] samples = new NDList[4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = new NDList();
            for (NDArray array : graphs.complete(1, 1 + 2 * i, 2, 3, 0).toNDList()) {
                samples[i].add(array.size() == 0 ? array : array.squeeze(0));
            }
        }
        NDList batch = new GraphBatchifier().batchify(samples);
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), GraphBatch.of(batch));
        NDArray together = network.forward(graphs.parameters(), batch, false).head();
        for (int i = 0; i < samples.length; i++) {
            NDList alone = new GraphBatchifier().batchify(new NDList[] {samples[i]});
            NDArray expected = network.forward(graphs.parameters(), alone, false).head();
            NDArray rows = together.get(i + ", 0:" + (1 + 2 * i));
            assertThatArray(rows).isCloseTo(expected.squeeze(0), 1e-10, 1e-10);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void aListOfAllNeighborsIsTheCompleteGraph(NetworkConfig config) {
        GraphBatch listed = nearest(5);
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), listed);
        assertThatArray(output(network, listed.withNeighbors(null, null)))
                .isCloseTo(output(network, listed), 1e-12, 1e-12);
    }

    @ParameterizedTest
    @MethodSource("both")
    void whereNoEdgeIsLeftNothingFromOthersArrives(NetworkConfig config) {
        GraphBatch batch = graphs.complete(1, 4, 2, 3, 0);
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), batch);
        NDArray none = manager.zeros(new Shape(1, 4, 4), DataType.FLOAT64);
        NDArray before = output(network, batch.withNeighbors(null, none));
        NDArray x = batch.coordinates().duplicate();
        x.get("0, 1:").muli(2);
        NDArray after = output(network, batch.withCoordinates(x).withNeighbors(null, none));
        assertThatArray(after.get("0, 0")).isCloseTo(before.get("0, 0"), 1e-14, 1e-14);
    }

    @ParameterizedTest
    @MethodSource("both")
    void theFastPathInFloat32IsTheSlowOne(NetworkConfig config) {
        RandomGraphs floats = new RandomGraphs(manager, 4, DataType.FLOAT32);
        GraphBatch batch = floats.complete(3, 40, 2, 3, 0);
        GraphNetwork<?> network = floats.filled(config.newNetwork(), batch);
        NDArray fast = network.forward(floats.parameters(), batch.toNDList(), false).head();
        NDArray slow = network.forward(floats.parameters(), batch.toNDList(), true).head();
        assertThatArray(fast).isCloseTo(slow, 1e-4, 1e-4);
    }

    @ParameterizedTest
    @MethodSource("both")
    void gradientsAreLimitsOfDifferences(NetworkConfig config) {
        GraphBatch batch = graphs.complete(2, 4, 2, 3, 0).withNodeMask(graphs.raggedMask(2, 4));
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), batch);
        Map<String, Parameter> parameters = StateDict.names(network);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDList outputs = network.forward(graphs.parameters(), batch.toNDList(), true);
            collector.backward(outputs.head().square().sum());
        }
        double step = 1e-6;
        parameters.forEach(
                (name, parameter) -> {
                    NDArray array = parameter.getArray();
                    double[] values = array.toDoubleArray();
                    int i = values.length / 2;
                    double gradient = array.getGradient().toDoubleArray()[i];
                    values[i] += step;
                    array.set(DoubleBuffer.wrap(values));
                    double above = output(network, batch).square().sum().getDouble();
                    values[i] -= 2 * step;
                    array.set(DoubleBuffer.wrap(values));
                    double below = output(network, batch).square().sum().getDouble();
                    values[i] += step;
                    array.set(DoubleBuffer.wrap(values));
                    double slope = (above - below) / (2 * step);
                    assertThat(gradient)
                            .as(name)
                            .isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
                });
        double[] forces =
                CoordinateGradient.of(network, batch, out -> out.head().square().sum())
                        .toDoubleArray();
        double[] x = batch.coordinates().toDoubleArray();
        for (int i = 0; i < x.length; i += 5) {
            double[] moved = x.clone();
            moved[i] += step;
            double above = squares(network, batch, moved);
            moved[i] -= 2 * step;
            double slope = (above - squares(network, batch, moved)) / (2 * step);
            assertThat(forces[i]).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
        }
    }

    private double squares(GraphNetwork<?> network, GraphBatch batch, double[] x) {
        NDArray moved = manager.create(x, batch.coordinates().getShape());
        return output(network, batch.withCoordinates(moved)).square().sum().getDouble();
    }

    @ParameterizedTest
    @MethodSource("both")
    void coincidentPointsHaveFiniteOutputsAndGradients(NetworkConfig config) {
        RandomGraphs floats = new RandomGraphs(manager, 2, DataType.FLOAT32);
        GraphBatch batch = floats.complete(2, 4, 2, 3, 0);
        batch = batch.withCoordinates(batch.coordinates().zerosLike());
        GraphNetwork<?> network = floats.filled(config.newNetwork(), batch);
        for (GraphBatch each :
                List.of(batch, batch.withVelocities(batch.coordinates().zerosLike()))) {
            NDArray gradient =
                    CoordinateGradient.of(network, each, out -> out.head().square().sum());
            for (float value : gradient.toFloatArray()) {
                assertThat(value).isFinite();
            }
            for (float value : output(network, each).toFloatArray()) {
                assertThat(value).isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void savedParametersComeBackAndThoseOfAnotherConfigurationAreRefused(NetworkConfig config)
            throws Exception {
        GraphBatch batch = graphs.complete(2, 4, 2, 3, 0);
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), batch);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        network.saveParameters(new DataOutputStream(bytes));
        GraphNetwork<?> same = config.newNetwork();
        same.loadParameters(manager, stream(bytes));
        assertThat(output(same, batch).toDoubleArray())
                .isEqualTo(output(network, batch).toDoubleArray());
        GraphNetwork<?> other = new TensorFieldConfig(2, 5, 2, 3, 8).newNetwork();
        assertThatThrownBy(() -> other.loadParameters(manager, stream(bytes)))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("another configuration");
        String json = JsonUtils.GSON.toJson(config);
        assertThat(JsonUtils.GSON.fromJson(json, config.getClass())).isEqualTo(config);
    }

    private static DataInputStream stream(ByteArrayOutputStream bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @ParameterizedTest
    @MethodSource("both")
    void theyTrain(NetworkConfig config) {
        RandomGraphs floats = new RandomGraphs(manager, 11, DataType.FLOAT32);
        GraphBatch batch = floats.complete(8, 4, 2, 3, 0);
        NDArray target =
                batch.coordinates().add(floats.normal(batch.coordinates().getShape()).mul(0.5));
        Engine.getEngine("PyTorch").setRandomSeed(1);
        try (Model model = Model.newInstance("typed", "PyTorch")) {
            model.setBlock(config.newNetwork());
            DefaultTrainingConfig training =
                    new DefaultTrainingConfig(new MeanSquaredError())
                            .optOptimizer(
                                    Optimizer.adam()
                                            .optLearningRateTracker(Tracker.fixed(5e-3f))
                                            .build());
            try (Trainer trainer = model.newTrainer(training)) {
                trainer.initialize(batch.toNDList().getShapes());
                float first = step(trainer, batch, target);
                float last = first;
                for (int i = 0; i < 300; i++) {
                    last = step(trainer, batch, target);
                }
                assertThat(last).isLessThan(first / 10);
            }
        }
    }

    private static float step(Trainer trainer, GraphBatch batch, NDArray target) {
        float loss;
        try (NDScope scope = new NDScope();
                GradientCollector collector = trainer.newGradientCollector()) {
            NDList out = trainer.forward(batch.toNDList());
            NDArray value = trainer.getLoss().evaluate(new NDList(target), out);
            collector.backward(value);
            loss = value.getFloat();
        }
        trainer.step();
        return loss;
    }

    @Test
    void sizesThatCannotWorkAreErrors() {
        assertThatThrownBy(() -> new TensorFieldConfig(1, 0, 2, 4, 32))
                .hasMessage("channels must be at least 1, got 0");
        assertThatThrownBy(() -> new TensorFieldConfig(1, 16, 1, 4, 32))
                .hasMessage("degrees must be at least 2, got 1");
        assertThatThrownBy(() -> new Se3TransformerConfig(1, 21, -3, 4, 32))
                .hasMessage("degrees must be at least 2, got -3");
        assertThatThrownBy(() -> new Se3TransformerConfig(1, 21, 3, 0, 32))
                .hasMessage("layers must be at least 1, got 0");
        assertThatThrownBy(() -> new Se3TransformerConfig(0, 21, 3, 4, 32))
                .hasMessage("inputFeatures must be at least 1, got 0");
        assertThatThrownBy(() -> new TensorFieldConfig(1, 16, 2, 4, 0))
                .hasMessage("radialFeatures must be at least 1, got 0");
    }

    @ParameterizedTest
    @MethodSource("both")
    void batchesThatDoNotFitAreErrors(NetworkConfig config) {
        GraphBatch batch = graphs.complete(2, 4, 2, 3, 0);
        GraphNetwork<?> network = graphs.filled(config.newNetwork(), batch);
        assertThatThrownBy(() -> output(network, batch.withVelocities(null)))
                .hasMessage("v must have 3 entries on its last axis, got none");
        assertThatThrownBy(() -> output(network, graphs.complete(2, 4, 2, 2, 0)))
                .hasMessageContaining("x must have 3 entries on its last axis, got (2, 4, 2)");
        assertThatThrownBy(() -> output(network, graphs.complete(2, 4, 3, 3, 0)))
                .hasMessageContaining("h must have 2 entries on its last axis, got (2, 4, 3)");
    }

    private NDArray output(GraphNetwork<?> network, GraphBatch batch) {
        return network.forward(graphs.parameters(), batch.toNDList(), false).head();
    }
}

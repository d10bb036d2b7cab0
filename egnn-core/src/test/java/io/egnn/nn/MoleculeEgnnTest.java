/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.JsonUtils;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import io.egnn.weights.StateDict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several properties from one trunk: symmetry, padding, the dipole, gradients, bad input. */
class MoleculeEgnnTest {

    private static final MoleculeEgnnConfig CONFIG = MoleculeEgnnConfig.of(3, 8, 2, 5, 4, 3, 1);

    private NDManager manager;
    private RandomGraphs graphs;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 12, DataType.FLOAT64);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void itIsInvariant() {
        GraphBatch batch = graphs.complete(3, 5, 3, 3, 0).withNodeMask(graphs.raggedMask(3, 5));
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), batch);
        EquivarianceChecker.of(OutputKind.GRAPH_INVARIANT).check(network, batch).orThrow(1e-9);
    }

    @Test
    void aBatchIsWhatItsGraphsAreOneByOne() {
        NDList[] samples = new NDList[4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = new NDList();
            for (NDArray array : graphs.complete(1, 1 + 2 * i, 3, 3, 0).toNDList()) {
                samples[i].add(array.size() == 0 ? array : array.squeeze(0));
            }
        }
        GraphBatch batch = GraphBatch.of(new GraphBatchifier().batchify(samples));
        assertThat(batch.nodeMask()).isNotNull();
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), batch);
        NDArray together = predict(network, batch);
        for (int i = 0; i < samples.length; i++) {
            NDList alone = new GraphBatchifier().batchify(new NDList[] {samples[i]});
            assertThatArray(together.get(i))
                    .isCloseTo(predict(network, GraphBatch.of(alone)).squeeze(0), 1e-11, 1e-11);
        }
    }

    @Test
    void twoChargesMakeTheDipoleOfTheirDistance() {
        // Nodes that differ have opposite charges: the dipole grows in proportion to the distance
        // where nothing else does, far beyond the Gaussians and with no weight on the square.
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), pair(30));
        StateDict.names(network)
                .forEach(
                        (name, parameter) -> {
                            if (name.contains("edge_mlp.0.weight")) {
                                NDArray w = parameter.getArray();
                                NDArray columns = w.zerosLike();
                                columns.set(new NDIndex(":, :16"), w.get(":, :16"));
                                w.set(columns.toByteBuffer());
                            }
                        });
        double near = predict(network, pair(30)).getDouble(0, 1);
        double far = predict(network, pair(60)).getDouble(0, 1);
        assertThat(near).isPositive();
        assertThat(far).isCloseTo(2 * near, within(1e-9 * far));
    }

    /** The other properties are where they were without a dipole. */
    @ParameterizedTest
    @CsvSource({"3, 0", "3, 1", "3, 2", "1, 0"})
    void theDipoleStandsInItsPlace(int outputs, int dipole) {
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 0);
        MoleculeEgnn network =
                graphs.filled(
                        new MoleculeEgnn(MoleculeEgnnConfig.of(3, 8, 2, 5, 4, outputs, dipole)),
                        batch);
        MoleculeEgnn without =
                graphs.filled(
                        new MoleculeEgnn(MoleculeEgnnConfig.of(3, 8, 2, 5, 4, outputs, -1)), batch);
        RandomGraphs.copyParameters(network, without);
        NDArray y = predict(network, batch);
        NDArray sums = predict(without, batch);
        assertThat(y.getShape()).isEqualTo(new Shape(2, outputs));
        for (int at = 0; at < outputs; at++) {
            double difference = y.get(":, " + at).sub(sums.get(":, " + at)).abs().max().getDouble();
            if (at == dipole) {
                assertThat(difference).isGreaterThan(1e-3);
            } else {
                assertThat(difference).isLessThan(1e-12);
            }
        }
    }

    @Test
    void gaussiansLeaveNothingOnTheManagerButTheResult() {
        NDArray d = graphs.normal(new Shape(2, 4, 4, 1));
        int before = manager.getManagedArrays().size();
        NDArray g = CONFIG.basis().of(d);
        assertThat(g.getShape()).isEqualTo(new Shape(2, 4, 4, 5));
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void equalAtomsHaveNoDipole() {
        GraphBatch batch =
                GraphBatch.of(
                        manager.ones(new Shape(1, 2, 3), DataType.FLOAT64),
                        manager.create(new double[] {0, 0, 0, 1, 1, 0}, new Shape(1, 2, 3)));
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), batch);
        assertThat(predict(network, batch).getDouble(0, 1)).isCloseTo(0, within(1.1e-6));
    }

    @Test
    void gradientsOfCoordinatesAreThoseOfFiniteDifferences() {
        GraphBatch batch = graphs.complete(1, 4, 3, 3, 0);
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), batch);
        NDArray weights = manager.create(new double[] {0.3, -0.7, 0.4}, new Shape(1, 3));
        NDArray gradient =
                CoordinateGradient.of(network, batch, outputs -> outputs.head().mul(weights));
        double step = 1e-5;
        for (int i = 0; i < 12; i++) {
            NDArray e = manager.zeros(new Shape(12), DataType.FLOAT64);
            e.set(new NDIndex(i), step);
            NDArray shift = e.reshape(1, 4, 3);
            double above = total(network, batch, batch.coordinates().add(shift), weights);
            double below = total(network, batch, batch.coordinates().sub(shift), weights);
            assertThat(gradient.flatten().getDouble(i))
                    .isCloseTo((above - below) / (2 * step), within(1e-8));
        }
    }

    @Test
    void everyParameterGetsAGradient() {
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 0).withNodeMask(graphs.raggedMask(2, 4));
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), batch);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            collector.backward(
                    network.forward(graphs.parameters(), batch.toNDList(), true)
                            .head()
                            .square()
                            .sum());
        }
        StateDict.names(network)
                .forEach(
                        (name, parameter) -> {
                            // A constant added to all charges is taken away again.
                            if (!name.equals("charge_dec.2.bias")) {
                                assertThat(
                                                parameter
                                                        .getArray()
                                                        .getGradient()
                                                        .abs()
                                                        .sum()
                                                        .getDouble())
                                        .as(name)
                                        .isPositive();
                            }
                        });
    }

    @Test
    void savedParametersComeBack() throws Exception {
        GraphBatch batch = graphs.complete(2, 4, 3, 3, 0);
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), batch);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        network.saveParameters(new DataOutputStream(bytes));
        MoleculeEgnn same = network.config().newNetwork();
        same.loadParameters(
                manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(predict(same, batch).toDoubleArray())
                .isEqualTo(predict(network, batch).toDoubleArray());
        String json = JsonUtils.GSON.toJson(CONFIG);
        assertThat(JsonUtils.GSON.fromJson(json, MoleculeEgnnConfig.class)).isEqualTo(CONFIG);
    }

    @Test
    void whatCannotWorkIsAnError() {
        assertThatThrownBy(() -> MoleculeEgnnConfig.of(3, 8, 2, 1, 4, 3, 1))
                .hasMessage("trunk must read at least 2 Gaussians as edge attributes, got 1");
        assertThatThrownBy(() -> MoleculeEgnnConfig.of(3, 8, 2, 5, -1, 3, 1))
                .hasMessage("cutoff must be positive and finite, got -1.0");
        assertThatThrownBy(() -> MoleculeEgnnConfig.of(3, 8, 2, 5, 4, 3, 3))
                .hasMessage("dipole must be one of the 3 outputs or -1, got 3");
        GraphBatch batch = graphs.complete(1, 3, 3, 3, 0);
        MoleculeEgnn network = graphs.filled(new MoleculeEgnn(CONFIG), batch);
        assertThatThrownBy(
                        () -> predict(network, batch.withNeighbors(null, graphs.adjacency(1, 3))))
                .hasMessage(
                        "a network of molecules needs complete graphs, the batch has neighbours");
    }

    private GraphBatch pair(double distance) {
        return GraphBatch.of(
                manager.create(new double[] {1, 0, 0, 0, 1, 0}, new Shape(1, 2, 3)),
                manager.create(new double[] {0, 0, 0, 0, distance, 0}, new Shape(1, 2, 3)));
    }

    private static double total(
            MoleculeEgnn network, GraphBatch batch, NDArray x, NDArray weights) {
        return predict(network, batch.withCoordinates(x)).mul(weights).sum().getDouble();
    }

    private static NDArray predict(MoleculeEgnn network, GraphBatch batch) {
        ParameterStore store = new ParameterStore(batch.coordinates().getManager(), false);
        return network.forward(store, batch.toNDList(), false).singletonOrThrow();
    }
}

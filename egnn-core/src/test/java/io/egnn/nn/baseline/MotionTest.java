/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.baseline;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import ai.djl.util.JsonUtils;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.EquivarianceReport;
import io.egnn.equivariance.OutputKind;
import io.egnn.equivariance.Symmetry;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.RandomGraphs;
import io.egnn.weights.StateDict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three motions without interaction. */
class MotionTest {

    private NDManager manager;
    private RandomGraphs graphs;
    private GraphBatch batch;

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
        graphs = new RandomGraphs(manager, 7, DataType.FLOAT64);
        batch = graphs.complete(2, 4, 1, 3, 0);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void constantVelocityLearnsItsTime() {
        ConstantVelocity motion = new ConstantVelocity();
        motion.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        NDArray time = StateDict.names(motion).get("time").getArray();
        assertThat(time.getDouble(0)).isCloseTo(0.7, within(1e-7));
        time.set(new double[] {1.5});
        NDArray expected = batch.coordinates().add(batch.velocities().mul(1.5));
        assertThatArray(BaselineChecks.predict(motion, batch)).isCloseTo(expected, 1e-15, 1e-15);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            collector.backward(
                    motion.forward(graphs.parameters(), batch.toNDList(), true).head().sum());
        }
        assertThat(time.getGradient().getDouble(0))
                .isCloseTo(batch.velocities().sum().getDouble(), within(1e-12));
    }

    @Test
    void constantVelocityAndPersistenceAreEquivariant() throws Exception {
        ConstantVelocity motion = graphs.filled(new ConstantVelocity(), batch);
        EquivarianceChecker checker = EquivarianceChecker.of(OutputKind.NODE_COORDINATES);
        checker.check(motion, batch).orThrow(1e-12);
        Persistence rest = graphs.filled(new Persistence(), batch);
        checker.check(rest, batch).orThrow(1e-12);
        BaselineChecks.savedParametersComeBack(motion, batch);
    }

    @Test
    void theAffineMotionFollowsPermutationsAlone() throws Exception {
        AffineMotion motion = graphs.filled(new AffineMotion.Config(3).newNetwork(), batch);
        EquivarianceReport report =
                EquivarianceChecker.of(OutputKind.NODE_COORDINATES).check(motion, batch);
        assertThat(report.holds(Symmetry.PERMUTATION, 1e-12, 1e-12)).isTrue();
        assertThat(report.holds(Symmetry.ROTATION, 1e-3, 1e-3)).isFalse();
        assertThat(report.holds(Symmetry.TRANSLATION, 1e-3, 1e-3)).isFalse();
        NDArray weight = StateDict.names(motion).get("linear.weight").getArray();
        NDArray bias = StateDict.names(motion).get("linear.bias").getArray();
        assertThat(weight.getShape().getShape()).containsExactly(3, 6);
        NDArray state = batch.coordinates().concat(batch.velocities(), 2);
        assertThatArray(BaselineChecks.predict(motion, batch))
                .isCloseTo(state.matMul(weight.transpose()).add(bias), 1e-13, 1e-13);
        BaselineChecks.gradientsAreThoseOfFiniteDifferences(motion, batch);
        BaselineChecks.savedParametersComeBack(motion, batch);
    }

    @Test
    void persistencePredictsACopyWithoutAnyParameter() throws Exception {
        Persistence rest = new Persistence();
        assertThat(BaselineChecks.parameters(rest, manager, 1, 3)).isZero();
        NDArray out = BaselineChecks.predict(rest, batch);
        assertThat(out.toDoubleArray()).isEqualTo(batch.coordinates().toDoubleArray());
        out.muli(0);
        assertThat(batch.coordinates().abs().max().getDouble()).isPositive();
        BaselineChecks.savedParametersComeBack(rest, batch);
    }

    @Test
    void configurationsSurviveJson() {
        AffineMotion.Config config = new AffineMotion.Config(3);
        String json = JsonUtils.GSON.toJson(config);
        assertThat(JsonUtils.GSON.fromJson(json, AffineMotion.Config.class)).isEqualTo(config);
        assertThat(JsonUtils.GSON.fromJson("{}", Persistence.Config.class))
                .isEqualTo(new Persistence.Config());
    }

    @Test
    void whatCannotWorkIsAnError() {
        assertThatThrownBy(() -> new AffineMotion.Config(0))
                .hasMessage("dimension must be at least 1, got 0");
        GraphBatch resting = batch.withVelocities(null);
        ConstantVelocity motion = graphs.filled(new ConstantVelocity(), batch);
        assertThatThrownBy(() -> BaselineChecks.predict(motion, resting))
                .hasMessage("the block needs velocities, the batch has none");
        AffineMotion flat = graphs.filled(new AffineMotion.Config(2).newNetwork(), batch);
        assertThatThrownBy(() -> BaselineChecks.predict(flat, batch))
                .hasMessageContaining("x must have 2 entries");
    }
}

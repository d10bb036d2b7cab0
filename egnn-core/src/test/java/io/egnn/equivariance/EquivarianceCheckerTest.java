/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import static io.egnn.equivariance.OutputKind.GRAPH_INVARIANT;
import static io.egnn.equivariance.OutputKind.GRAPH_VECTOR;
import static io.egnn.equivariance.OutputKind.NODE_COORDINATES;
import static io.egnn.equivariance.OutputKind.NODE_INVARIANT;
import static io.egnn.equivariance.OutputKind.NODE_VECTOR;
import static io.egnn.equivariance.Symmetry.PERMUTATION;
import static io.egnn.equivariance.Symmetry.REFLECTION;
import static io.egnn.equivariance.Symmetry.ROTATION;
import static io.egnn.equivariance.Symmetry.TRANSLATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import io.egnn.graph.GraphBatch;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EquivarianceCheckerTest {

    private static final int GRAPHS = 3;
    private static final int NODES = 5;

    private final NDManager manager = NDManager.newBaseManager();
    private final RandomGenerator random = new SplittableRandom(7);

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void aContractionTowardsTheCentreOfMassHasAllSymmetries(int n) {
        Block block =
                new LambdaBlock(
                        list -> {
                            GraphBatch g = GraphBatch.of(list);
                            NDArray r = fromCentre(g);
                            NDArray d2 = r.square().sum(new int[] {2}, true);
                            return new NDList(
                                    g.features().mul(d2),
                                    g.coordinates().sub(r.mul(0.1)),
                                    g.velocities().mul(d2),
                                    d2.sum(new int[] {1, 2}),
                                    r.mul(g.features().sum(new int[] {2}, true))
                                            .sum(new int[] {1}));
                        });

        EquivarianceReport report =
                EquivarianceChecker.of(
                                NODE_INVARIANT,
                                NODE_COORDINATES,
                                NODE_VECTOR,
                                GRAPH_INVARIANT,
                                GRAPH_VECTOR)
                        .check(block, batch(n, DataType.FLOAT64));

        assertThat(report.holds(1e-13)).describedAs(report.toString()).isTrue();
        assertThat(report.orThrow(1e-13)).isSameAs(report);
        assertThat(report.violations()).hasSize(4 * 4 * 5);
    }

    @Test
    void aPushAlongOneAxisBreaksRotationAndReflection() {
        assertBreaks(
                EnumSet.of(ROTATION, REFLECTION),
                NODE_COORDINATES,
                g ->
                        g.coordinates()
                                .add(g.coordinates().getManager().create(new double[] {1, 0, 0})));
    }

    @Test
    void distancesFromTheOriginBreakTranslation() {
        assertBreaks(
                EnumSet.of(TRANSLATION),
                NODE_INVARIANT,
                g -> g.coordinates().square().sum(new int[] {2}, true));
    }

    @Test
    void dependenceOnTheNumberOfANodeBreaksPermutation() {
        assertBreaks(
                EnumSet.of(PERMUTATION),
                NODE_INVARIANT,
                g ->
                        g.features()
                                .add(
                                        g.features()
                                                .getManager()
                                                .arange(0f, NODES)
                                                .reshape(1, NODES, 1)));
    }

    @Test
    void aCrossProductBreaksReflectionOnly() {
        assertBreaks(
                EnumSet.of(REFLECTION), NODE_VECTOR, g -> cross(fromCentre(g), g.velocities()));
    }

    @Test
    void aSquareRootOfADeterminantHidesTheReflection() {
        assertBreaks(
                EnumSet.noneOf(Symmetry.class),
                NODE_INVARIANT,
                g -> cross(fromCentre(g), g.velocities()).square().sum(new int[] {2}));
    }

    @Test
    void vectorsThatAreReallyCoordinatesBreakTranslation() {
        assertBreaks(EnumSet.of(TRANSLATION), NODE_VECTOR, GraphBatch::coordinates);
    }

    @Test
    void aModelThatMixesTheGraphsOfABatchIsFoundOut() {
        // The centre of the whole batch follows a transformation common to all graphs.
        assertBreaks(
                EnumSet.of(TRANSLATION, ROTATION, REFLECTION),
                NODE_COORDINATES,
                g -> {
                    NDArray x = g.coordinates();
                    NDArray centre = x.mean(new int[] {0}, true).mean(new int[] {1}, true);
                    return centre.broadcast(x.getShape());
                });
    }

    @Test
    void aConstantFunctionOfNothingIsInvariant() {
        assertBreaks(
                EnumSet.noneOf(Symmetry.class),
                GRAPH_INVARIANT,
                g -> g.coordinates().getManager().zeros(new Shape(GRAPHS), DataType.FLOAT64));
    }

    @Test
    void denseEdgesFollowTheirNodes() {
        GraphBatch batch =
                batch(3, DataType.FLOAT64)
                        .withEdgeAttributes(gaussian(DataType.FLOAT64, GRAPHS, NODES, NODES, 2))
                        .withNeighbors(null, bits(GRAPHS, NODES, NODES));
        Function<GraphBatch, NDList> messages =
                g -> {
                    NDArray weight = g.edgeAttributes().sum(new int[] {3}).mul(g.neighborMask());
                    return new NDList(weight.matMul(g.features()));
                };

        assertThat(EquivarianceChecker.of(NODE_INVARIANT).check(messages, batch).holds(1e-13))
                .isTrue();
    }

    @Test
    void neighbourListsFollowTheirNodes() {
        GraphBatch batch = withNeighbors(batch(3, DataType.FLOAT64));

        EquivarianceChecker.of(NODE_INVARIANT)
                .check(g -> new NDList(received(g)), batch)
                .orThrow(1e-13);
    }

    @Test
    void neighbourNumbersThemselvesBreakPermutation() {
        GraphBatch batch = withNeighbors(batch(3, DataType.FLOAT64));

        EquivarianceReport report =
                EquivarianceChecker.of(NODE_INVARIANT)
                        .check(
                                g -> new NDList(g.neighbors().toType(DataType.FLOAT64, true)),
                                batch);

        assertThat(report.holds(PERMUTATION, 0.1, 0.1)).isFalse();
        assertThat(report.holds(ROTATION, 0, 0)).isTrue();
    }

    @Test
    void outputsOfPaddingAreNotCompared() {
        GraphBatch batch = batch(3, DataType.FLOAT64).withNodeMask(bits(GRAPHS, NODES));
        // 1 at nodes, NaN at padding
        Function<GraphBatch, NDList> model = g -> new NDList(g.nodeMask().div(g.nodeMask()));

        EquivarianceChecker.of(NODE_INVARIANT).check(model, batch).orThrow(0);
        assertThat(
                        EquivarianceChecker.of(NODE_INVARIANT)
                                .check(model, batch.withNodeMask(bits(GRAPHS, NODES).zerosLike()))
                                .worstAbsolute(ROTATION)
                                .position())
                .isEmpty();
    }

    @Test
    void maskedMeansIgnoreWherePaddingIs() {
        GraphBatch batch = batch(3, DataType.FLOAT64).withNodeMask(bits(GRAPHS, NODES));
        Function<GraphBatch, NDList> model =
                g -> {
                    NDArray mask = g.nodeMask().expandDims(2);
                    NDArray sum = g.coordinates().mul(mask).sum(new int[] {1}, true);
                    NDArray centre = sum.div(mask.sum(new int[] {1}, true));
                    return new NDList(g.coordinates().sub(centre));
                };

        EquivarianceChecker.of(NODE_VECTOR).check(model, batch).orThrow(1e-13);
    }

    @Test
    void anOutputThatIsNoNumberBreaksEverything() {
        assertBreaks(
                EnumSet.allOf(Symmetry.class),
                NODE_INVARIANT,
                g -> g.features().sub(g.features()).log());
        assertBreaks(
                EnumSet.allOf(Symmetry.class), NODE_INVARIANT, g -> g.features().div(0).mul(0));
    }

    @Test
    void theWorstElementIsNamedInTheOrderGiven() {
        GraphBatch batch = batch(3, DataType.FLOAT64);
        NDArray marked = batch.features().zerosLike();
        marked.set(new NDIndex(1, 3, 1), 1);
        // Only the marked element of the features sees the origin.
        Function<GraphBatch, NDList> model =
                g ->
                        new NDList(
                                g.features()
                                        .mul(g.coordinates().square().sum(new int[] {2}, true)));

        EquivarianceReport report =
                EquivarianceChecker.of(NODE_INVARIANT)
                        .check(model, GraphBatch.of(marked, batch.coordinates()));

        assertThat(report.worstAbsolute(TRANSLATION).position()).containsExactly(1L, 3L, 1L);
        assertThat(report.worstAbsolute(PERMUTATION).absolute()).isZero();
        assertThatThrownBy(() -> report.orThrow(1e-10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("TRANSLATION beyond the tolerance 1.0E-10")
                .hasMessageContaining("output 0 (NODE_INVARIANT) at [1, 3, 1]: expected");
    }

    @Test
    void theSeedDecidesTheTransformations() {
        GraphBatch batch = batch(3, DataType.FLOAT64);
        Function<GraphBatch, NDList> model = g -> new NDList(g.coordinates().square());
        EquivarianceChecker checker = EquivarianceChecker.of(NODE_INVARIANT);

        assertThat(checker.check(model, batch)).isEqualTo(checker.check(model, batch));
        assertThat(checker.withDraws(4, 1).check(model, batch))
                .isNotEqualTo(checker.check(model, batch));
        assertThat(checker.withDraws(2, 0).check(model, batch).violations()).hasSize(8);
    }

    @Test
    void theBatchIsNotChangedAndNothingIsLeftOnItsManager() {
        GraphBatch batch = batch(3, DataType.FLOAT64);
        double[] before = batch.coordinates().toDoubleArray();
        int arrays = manager.getManagedArrays().size();

        EquivarianceChecker.of(NODE_COORDINATES)
                .check(g -> new NDList(g.coordinates().muli(2)), batch);

        assertThat(batch.coordinates().toDoubleArray()).isEqualTo(before);
        assertThat(manager.getManagedArrays()).hasSize(arrays);
    }

    @Test
    void outputsOtherThanDeclaredAreAnError() {
        GraphBatch batch = batch(3, DataType.FLOAT64);

        assertThatThrownBy(
                        () ->
                                EquivarianceChecker.of(NODE_VECTOR, NODE_VECTOR)
                                        .check(g -> new NDList(g.coordinates()), batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1 outputs, but 2 are declared");
        assertThatThrownBy(
                        () ->
                                EquivarianceChecker.of(NODE_VECTOR)
                                        .check(g -> new NDList(g.features()), batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "NODE_VECTOR and must have shape (3, 5, ..., 3), got (3, 5, 2)");
        assertThatThrownBy(
                        () ->
                                EquivarianceChecker.of(GRAPH_INVARIANT)
                                        .check(g -> new NDList(g.features().sum()), batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have shape (3, ...), got ()");
        assertThatThrownBy(EquivarianceChecker::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one output");
        assertThatThrownBy(() -> EquivarianceChecker.of(NODE_VECTOR).withDraws(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT32", "FLOAT64"})
    void roundingStaysWithinItsTolerance(DataType type) {
        // Differences from the centre (5 terms), squares, and a sum of three; then a chain of 8
        // linear maps of 64.
        NDArray weight = gaussian(type, 64, 64).div(8);
        Function<GraphBatch, NDList> model =
                g -> {
                    NDArray h =
                            fromCentre(g)
                                    .square()
                                    .sum(new int[] {2}, true)
                                    .broadcast(GRAPHS, NODES, 64);
                    for (int layer = 0; layer < 8; layer++) {
                        h = h.matMul(weight).tanh();
                    }
                    return new NDList(h);
                };

        EquivarianceReport report =
                EquivarianceChecker.of(NODE_INVARIANT).check(model, batch(3, type));

        double tolerance = RoundingTolerance.of(type, 5 + 1 + 1 + 3 + 8 * 65, 4);
        for (Symmetry symmetry : EnumSet.complementOf(EnumSet.of(PERMUTATION))) {
            double violation = report.worstRelative(symmetry).relative();
            assertThat(violation).isBetween(tolerance / 1000, tolerance);
        }
    }

    private void assertBreaks(
            Set<Symmetry> broken, OutputKind kind, Function<GraphBatch, NDArray> model) {
        EquivarianceReport report =
                EquivarianceChecker.of(kind)
                        .check(g -> new NDList(model.apply(g)), batch(3, DataType.FLOAT64));
        for (Symmetry symmetry : Symmetry.values()) {
            if (broken.contains(symmetry)) {
                assertThat(report.holds(symmetry, 0.05, 0))
                        .describedAs(report.toString())
                        .isFalse();
            } else {
                assertThat(report.holds(symmetry, 1e-13, 0))
                        .describedAs(report.toString())
                        .isTrue();
            }
        }
        assertThat(report.holds(1e-12)).isEqualTo(broken.isEmpty());
    }

    private GraphBatch batch(int n, DataType type) {
        return GraphBatch.of(gaussian(type, GRAPHS, NODES, 2), gaussian(type, GRAPHS, NODES, n))
                .withVelocities(gaussian(type, GRAPHS, NODES, n));
    }

    private GraphBatch withNeighbors(GraphBatch batch) {
        int slots = 2;
        long[] senders = new long[GRAPHS * NODES * slots];
        Arrays.setAll(senders, i -> random.nextInt(NODES));
        Shape shape = new Shape(GRAPHS, NODES, slots);
        return batch.withNeighbors(manager.create(senders, shape), bits(GRAPHS, NODES, slots))
                .withEdgeAttributes(gaussian(DataType.FLOAT64, GRAPHS, NODES, slots, 1));
    }

    /** The sum over the neighbours of their features times the edge attribute. */
    private static NDArray received(GraphBatch g) {
        NDManager m = g.features().getManager();
        NDArray first =
                m.arange(GRAPHS).toType(DataType.INT64, false).mul(NODES).reshape(GRAPHS, 1, 1);
        NDArray rows = g.neighbors().add(first).reshape(-1);
        NDArray sent = g.features().reshape(GRAPHS * NODES, 2).get(rows);
        Shape shape = g.neighbors().getShape().add(2);
        NDArray weight = g.edgeAttributes().mul(g.neighborMask().expandDims(3));
        return sent.reshape(shape).mul(weight).sum(new int[] {2});
    }

    private static NDArray fromCentre(GraphBatch g) {
        return g.coordinates().sub(g.coordinates().mean(new int[] {1}, true));
    }

    private static NDArray cross(NDArray a, NDArray b) {
        NDList x = a.split(3, 2);
        NDList y = b.split(3, 2);
        NDList parts = new NDList();
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            parts.add(x.get(j).mul(y.get(k)).sub(x.get(k).mul(y.get(j))));
        }
        return NDArrays.concat(parts, 2);
    }

    private NDArray gaussian(DataType type, long... shape) {
        Shape size = new Shape(shape);
        double[] values = new double[(int) size.size()];
        Arrays.setAll(values, i -> random.nextGaussian());
        return manager.create(values, size).toType(type, false);
    }

    private NDArray bits(long... shape) {
        Shape size = new Shape(shape);
        double[] values = new double[(int) size.size()];
        Arrays.setAll(values, i -> i % 4 == 1 ? 0 : 1);
        return manager.create(values, size);
    }
}

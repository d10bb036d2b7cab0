/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.EquivarianceReport;
import io.egnn.equivariance.OutputKind;
import io.egnn.equivariance.Symmetry;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.DifferenceScaling;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.weights.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The layer: symmetry, kernels against each other, masks, and small cases. */
class EgclTest {

    private static final EquivarianceChecker CHECKER =
            EquivarianceChecker.of(
                    OutputKind.NODE_INVARIANT, OutputKind.NODE_COORDINATES, OutputKind.NODE_VECTOR);

    private NDManager manager;

    /** Every option that changes the arithmetic. */
    enum Variant {
        PLAIN(b -> b),
        RECURSIVE_VELOCITY(b -> b.optVelocity(VelocityForm.RECURSIVE)),
        INITIAL_VELOCITY(b -> b.optVelocity(VelocityForm.INITIAL)),
        INFERRED_EDGES(b -> b.optInferredEdges(true)),
        INVARIANT_INFERRED_EDGES(
                b -> b.optInferredEdges(true).optCoordinateUpdate(CoordinateUpdate.NONE)),
        SUM(b -> b.optCoordinateUpdate(CoordinateUpdate.NEIGHBOR_SUM)),
        ALL_MEAN(b -> b.optCoordinateUpdate(CoordinateUpdate.ALL_MEAN).optInferredEdges(true)),
        ALL_SUM(b -> b.optCoordinateUpdate(CoordinateUpdate.ALL_SUM)),
        UNIT(b -> b.optScaling(DifferenceScaling.UNIT)),
        DAMPED_TANH(b -> b.optScaling(DifferenceScaling.DAMPED).optTanh(true)),
        CLAMPED(b -> b.optClamp(Clamp.NORM, 0.05)),
        NODE_ATTRIBUTES(b -> b.optNodeAttributes(2)),
        WIDENING(b -> b.setFeatures(3, 7, 5).optResidual(false));

        @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
        private final UnaryOperator<Egcl.Builder> options;

        Variant(UnaryOperator<Egcl.Builder> options) {
            this.options = options;
        }

        Egcl layer(EgclKernel kernel) {
            return options.apply(
                            Egcl.builder()
                                    .setFeatures(3, 7, 3)
                                    .optEdgeAttributes(2)
                                    .optKernel(kernel))
                    .build();
        }

        /** Lists do not say which nodes there are beside the neighbours. */
        boolean isOverAllNodes() {
            return this == ALL_MEAN || this == ALL_SUM;
        }

        GraphBatch batch(RandomGraphs graphs, int nodes, int dimension) {
            GraphBatch batch = graphs.complete(2, nodes, 3, dimension, 2);
            return this == NODE_ATTRIBUTES
                    ? batch.withNodeAttributes(graphs.normal(new Shape(2, nodes, 2)))
                    : batch;
        }
    }

    static Stream<Arguments> kernels() {
        return Stream.of(
                Arguments.of("TorchScript", EgclKernel.torchScript()),
                Arguments.of("NDArray", EgclKernel.ndArray()));
    }

    static Stream<Arguments> variantsAndDimensions() {
        List<Arguments> all = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            for (int dimension : new int[] {1, 2, 3, 8}) {
                all.add(Arguments.of(variant, dimension));
            }
        }
        return all.stream();
    }

    @BeforeEach
    void openManager() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest(name = "{0}, n = {1}")
    @MethodSource("variantsAndDimensions")
    void movingTheInputMovesTheOutput(Variant variant, int dimension) {
        RandomGraphs graphs = new RandomGraphs(manager, 11 + dimension, DataType.FLOAT64);
        GraphBatch complete = variant.batch(graphs, 6, dimension);
        GraphBatch padded =
                complete.withNodeMask(graphs.raggedMask(2, 6))
                        .withNeighbors(null, graphs.adjacency(2, 6));
        for (EgclKernel kernel : List.of(EgclKernel.torchScript(), EgclKernel.ndArray())) {
            Egcl layer = graphs.filled(variant.layer(kernel), complete);
            CHECKER.check(layer, complete).orThrow(1e-10);
            CHECKER.check(layer, padded).orThrow(1e-10);
        }
    }

    @ParameterizedTest(name = "{0}, n = {1}")
    @MethodSource("variantsAndDimensions")
    void bothKernelsAgree(Variant variant, int dimension) {
        RandomGraphs graphs = new RandomGraphs(manager, 5, DataType.FLOAT64);
        // The script goes about it in another way where a receiver has many senders.
        for (int nodes : new int[] {6, 10}) {
            GraphBatch batch = variant.batch(graphs, nodes, dimension);
            Egcl fast = graphs.filled(variant.layer(EgclKernel.torchScript()), batch);
            Egcl readable = variant.layer(EgclKernel.ndArray());
            graphs.filled(readable, batch);
            RandomGraphs.copyParameters(fast, readable);
            NDArray mask = graphs.raggedMask(2, nodes);
            NDArray adjacency = graphs.adjacency(2, nodes);
            List<GraphBatch> inputs =
                    new ArrayList<>(
                            List.of(
                                    batch,
                                    batch.withNodeMask(mask),
                                    batch.withNeighbors(null, adjacency),
                                    batch.withNodeMask(mask).withNeighbors(null, adjacency)));
            if (!variant.isOverAllNodes()) {
                inputs.add(listed(graphs, batch.withNodeMask(mask)));
            }
            for (GraphBatch input : inputs) {
                for (boolean training : new boolean[] {false, true}) {
                    NDList a = fast.forward(graphs.parameters(), input.toNDList(), training);
                    NDList b = readable.forward(graphs.parameters(), input.toNDList(), training);
                    assertSame(a, b, 1e-12);
                }
                assertSame(
                        gradients(graphs, fast, input), gradients(graphs, readable, input), 1e-11);
            }
        }
    }

    /** Four or nine senders for each node, some of them the same, some masked, some padding. */
    private GraphBatch listed(RandomGraphs graphs, GraphBatch batch) {
        int nodes = (int) batch.coordinates().getShape().get(1);
        int slots = nodes - 2 + nodes % 4 / 2;
        long[] senders = new long[2 * nodes * slots];
        double[] filled = new double[senders.length];
        for (int slot = 0; slot < senders.length; slot++) {
            int receiver = slot / slots % nodes;
            senders[slot] = (receiver + 1 + slot * 7L % (nodes - 1)) % nodes;
            filled[slot] = slot % 5 == 3 ? 0 : 1;
        }
        Shape shape = new Shape(2, nodes, slots);
        NDArray attributes = graphs.normal(shape.add(2));
        return batch.withEdgeAttributes(null)
                .withNeighbors(manager.create(senders, shape), manager.create(filled, shape))
                .withEdgeAttributes(attributes);
    }

    private static void assertSame(NDList a, NDList b, double bound) {
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.size(); i++) {
            assertThatArray(a.get(i)).isCloseTo(b.get(i), bound, bound);
        }
    }

    /** Gradients of the sum of all squares of outputs: of coordinates, and of all parameters. */
    private static NDList gradients(RandomGraphs graphs, Egcl layer, GraphBatch batch) {
        NDArray x = batch.coordinates().duplicate();
        x.setRequiresGradient(true);
        List<NDArray> leaves = new ArrayList<>(List.of(x));
        for (Parameter parameter : StateDict.names(layer).values()) {
            leaves.add(parameter.getArray());
        }
        try (GradientCollector collector = x.getManager().getEngine().newGradientCollector()) {
            NDArray sum = null;
            for (NDArray output :
                    layer.forward(graphs.parameters(), batch.withCoordinates(x).toNDList(), true)) {
                NDArray squares = output.square().sum();
                sum = sum == null ? squares : sum.add(squares);
            }
            collector.backward(sum);
        }
        NDList gradients = new NDList();
        for (NDArray leaf : leaves) {
            NDArray gradient = leaf.getGradient();
            gradients.add(gradient.duplicate());
            gradient.muli(0);
        }
        return gradients;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void whatALayerLeavesAsItIsHasMemoryOfItsOwn(String name, EgclKernel kernel) {
        RandomGraphs graphs = new RandomGraphs(manager, 6, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(2, 5, 3, 3, 0);
        NDArray x = batch.coordinates();
        NDArray v = Objects.requireNonNull(batch.velocities());
        for (CoordinateUpdate update :
                List.of(CoordinateUpdate.NONE, CoordinateUpdate.NEIGHBOR_MEAN)) {
            Egcl layer =
                    graphs.filled(
                            Egcl.builder()
                                    .setFeatures(3)
                                    .optCoordinateUpdate(update)
                                    .optVelocity(
                                            update == CoordinateUpdate.NONE
                                                    ? VelocityForm.NONE
                                                    : VelocityForm.INITIAL)
                                    .optKernel(kernel)
                                    .build(),
                            batch);
            for (boolean training : new boolean[] {false, true}) {
                NDList out = layer.forward(graphs.parameters(), batch.toNDList(), training);
                double[][] before = {out.get(1).toDoubleArray(), out.get(2).toDoubleArray()};
                x.muli(-2);
                v.muli(-2);
                assertThat(out.get(1).toDoubleArray()).containsExactly(before[0]);
                assertThat(out.get(2).toDoubleArray()).containsExactly(before[1]);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void neighborListsOfAllOthersAreTheCompleteGraph(String name, EgclKernel kernel) {
        RandomGraphs graphs = new RandomGraphs(manager, 3, DataType.FLOAT64);
        GraphBatch complete = graphs.complete(2, 5, 3, 3, 2);
        Egcl layer =
                graphs.filled(
                        Egcl.builder()
                                .setFeatures(3)
                                .optEdgeAttributes(2)
                                .optVelocity(VelocityForm.RECURSIVE)
                                .optKernel(kernel)
                                .build(),
                        complete);
        // Row i lists i + 1, i + 2, .. (mod 5), and a slot that the mask leaves out.
        long[] senders = new long[2 * 5 * 5];
        double[] mask = new double[senders.length];
        double[] attributes = new double[senders.length * 2];
        double[] dense = complete.edgeAttributes().toDoubleArray();
        for (int b = 0; b < 2; b++) {
            for (int i = 0; i < 5; i++) {
                for (int k = 0; k < 5; k++) {
                    int slot = (b * 5 + i) * 5 + k;
                    int j = (i + 1 + k) % 5;
                    senders[slot] = j;
                    mask[slot] = k < 4 ? 1 : 0;
                    for (int a = 0; a < 2; a++) {
                        attributes[slot * 2 + a] = dense[((b * 5 + i) * 5 + j) * 2 + a];
                    }
                }
            }
        }
        GraphBatch listed =
                complete.withEdgeAttributes(null)
                        .withNeighbors(
                                manager.create(senders, new Shape(2, 5, 5)),
                                manager.create(mask, new Shape(2, 5, 5)))
                        .withEdgeAttributes(manager.create(attributes, new Shape(2, 5, 5, 2)));
        NDList a = layer.forward(graphs.parameters(), complete.toNDList(), false);
        NDList b = layer.forward(graphs.parameters(), listed.toNDList(), false);
        for (int i = 0; i < 3; i++) {
            assertThatArray(b.get(i)).isCloseTo(a.get(i), 1e-12, 1e-12);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void clampingComponentsBreaksRotationOnceItActs(String name, EgclKernel kernel) {
        RandomGraphs graphs = new RandomGraphs(manager, 8, DataType.FLOAT64);
        GraphBatch batch = graphs.complete(2, 5, 3, 3, 0).withVelocities(null);
        EquivarianceReport loose =
                EquivarianceChecker.of(OutputKind.NODE_INVARIANT, OutputKind.NODE_COORDINATES)
                        .check(graphs.filled(clampedByComponent(100, kernel), batch), batch);
        EquivarianceReport tight =
                EquivarianceChecker.of(OutputKind.NODE_INVARIANT, OutputKind.NODE_COORDINATES)
                        .check(graphs.filled(clampedByComponent(0.05, kernel), batch), batch);
        assertThat(loose.holds(1e-10)).isTrue();
        assertThat(tight.worstAbsolute(Symmetry.ROTATION).absolute()).isGreaterThan(1e-3);
        assertThat(tight.worstAbsolute(Symmetry.TRANSLATION).absolute()).isLessThan(1e-10);
    }

    private static Egcl clampedByComponent(double limit, EgclKernel kernel) {
        return Egcl.builder()
                .setFeatures(3)
                .optClamp(Clamp.COMPONENT, limit)
                .optKernel(kernel)
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void aLoneNodeHearsNothingAndStays(String name, EgclKernel kernel) {
        RandomGraphs graphs = new RandomGraphs(manager, 4, DataType.FLOAT64);
        GraphBatch one = graphs.complete(2, 1, 3, 3, 0);
        Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).optKernel(kernel).build(), one);
        for (boolean training : new boolean[] {false, true}) {
            NDList out = layer.forward(graphs.parameters(), one.toNDList(), training);
            assertThatArray(out.get(1)).isCloseTo(one.coordinates(), 0, 0);
            assertThat(out.get(0).isNaN().any().getBoolean()).isFalse();
        }
    }

    @Test
    void velocitiesThatALayerNeedsButDoesNotGetAreAnError() {
        RandomGraphs graphs = new RandomGraphs(manager, 4, DataType.FLOAT32);
        GraphBatch batch = graphs.complete(1, 3, 3, 3, 0);
        Egcl layer =
                graphs.filled(
                        Egcl.builder().setFeatures(3).optVelocity(VelocityForm.RECURSIVE).build(),
                        batch);
        NDList without = batch.withVelocities(null).toNDList();
        assertThatThrownBy(() -> layer.forward(graphs.parameters(), without, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RECURSIVE needs velocities");
    }

    @Test
    void tensorsOfAnotherLengthAreAnErrorThatNamesThem() {
        RandomGraphs graphs = new RandomGraphs(manager, 4, DataType.FLOAT32);
        GraphBatch batch = graphs.complete(1, 3, 3, 3, 0);
        Egcl layer = graphs.filled(Egcl.builder().setFeatures(3).build(), batch);
        NDList wide = graphs.complete(1, 3, 4, 3, 0).toNDList();
        NDList attributed = graphs.complete(1, 3, 3, 3, 2).toNDList();
        assertThatThrownBy(() -> layer.forward(graphs.parameters(), wide, false))
                .hasMessage("h must have 3 entries on its last axis, got (1, 3, 4)");
        assertThatThrownBy(() -> layer.forward(graphs.parameters(), attributed, false))
                .hasMessage("a must have 0 entries on its last axis, got (1, 3, 3, 2)");
    }

    @Test
    void optionsThatDoNotGoTogetherAreErrors() {
        assertThatThrownBy(() -> Egcl.builder().setFeatures(3, 4, 5).build())
                .hasMessageContaining("residual");
        assertThatThrownBy(() -> Egcl.builder().build())
                .hasMessage("inputFeatures must be at least 1, got 0");
        assertThatThrownBy(
                        () ->
                                Egcl.builder()
                                        .setFeatures(3)
                                        .optCoordinateUpdate(CoordinateUpdate.NONE)
                                        .optVelocity(VelocityForm.INITIAL)
                                        .build())
                .hasMessageContaining("needs a coordinate update");
        assertThatThrownBy(() -> Egcl.builder().setFeatures(3).optClamp(Clamp.NORM, 0).build())
                .hasMessage("clampLimit must be positive and finite, got 0.0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void sumsOverAllNodesNeedCompleteGraphs(String name, EgclKernel kernel) {
        RandomGraphs graphs = new RandomGraphs(manager, 4, DataType.FLOAT32);
        GraphBatch batch = graphs.complete(1, 3, 3, 3, 0);
        Egcl layer =
                graphs.filled(
                        Egcl.builder()
                                .setFeatures(3)
                                .optCoordinateUpdate(CoordinateUpdate.ALL_MEAN)
                                .optKernel(kernel)
                                .build(),
                        batch);
        NDList listed =
                batch.withNeighbors(manager.create(new long[] {1, 0, 0}, new Shape(1, 3, 1)), null)
                        .toNDList();
        assertThatThrownBy(() -> layer.forward(graphs.parameters(), listed, false))
                .hasMessageContaining("needs complete graphs");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphBatchifierTest {

    private static final int F = 3;
    private static final int DIMENSION = 2;
    private static final int A = 2;

    private final GraphBatchifier batchifier = new GraphBatchifier();
    private final SplittableRandom random = new SplittableRandom(1);
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray random(DataType type, long... shape) {
        double[] values = random.doubles(new Shape(shape).size(), 1, 2).toArray();
        return manager.create(values, new Shape(shape)).toType(type, true);
    }

    private NDArray absent() {
        return manager.create(new Shape(0));
    }

    /** A complete graph, with velocities and edge attributes. */
    private NDList complete(DataType type, int nodes) {
        return new NDList(
                random(type, nodes, F),
                random(type, nodes, DIMENSION),
                random(type, nodes, DIMENSION),
                random(type, nodes, nodes, A),
                absent(),
                absent(),
                absent(),
                random(type, nodes, 2));
    }

    private NDList listed(DataType type, int nodes, int k) {
        NeighborTensors tensors =
                NeighborTensors.ofGraph(
                        manager,
                        type,
                        NeighborList.nearest(k)
                                .search(
                                        PointSets.UNIFORM.coordinates(nodes, DIMENSION, 1),
                                        DIMENSION));
        assertThat(tensors.mask()).isNull();
        return new NDList(
                random(type, nodes, F),
                random(type, nodes, DIMENSION),
                absent(),
                random(type, nodes, k, A),
                absent(),
                tensors.indices(),
                absent(),
                absent());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void completeGraphsComeBackFromABatch(DataType type) {
        NDList[] samples = {complete(type, 3), complete(type, 5), complete(type, 1)};
        NDList list = batchifier.batchify(samples);
        GraphBatch batch = GraphBatch.of(list);
        assertThat(batch.edgeAttributes().getShape()).isEqualTo(new Shape(3, 5, 5, A));
        assertThat(batch.nodeMask().toType(DataType.FLOAT32, true).toFloatArray())
                .containsExactly(1, 1, 1, 0, 0, /**/ 1, 1, 1, 1, 1, /**/ 1, 0, 0, 0, 0);
        assertThat(batch.neighbors()).isNull();
        assertThat(batch.neighborMask()).isNull();
        assertThat(list.stream().filter(array -> array.size() > 0))
                .allSatisfy(array -> assertThat(array.getDataType()).isEqualTo(type));
        assertRowsHoldSamples(list, samples);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void graphsWithNeighborsComeBackFromABatch(DataType type) {
        NDList[] samples = {listed(type, 3, 2), listed(type, 6, 4)};
        NDList list = batchifier.batchify(samples);
        GraphBatch batch = GraphBatch.of(list);
        assertThat(batch.neighbors().getShape()).isEqualTo(new Shape(2, 6, 4));
        assertThat(batch.neighbors().getDataType()).isEqualTo(DataType.INT64);
        assertThat(batch.neighborMask().getDataType()).isEqualTo(type);
        assertThat(batch.neighborMask().get("0").toType(DataType.FLOAT32, true).toFloatArray())
                .containsExactly(
                        1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(batch.neighborMask().get("1").sum().toType(DataType.FLOAT32, true).getFloat())
                .isEqualTo(24);
        NDArray masked = batch.neighbors().get(batch.neighborMask().eq(0));
        assertThat(masked.toLongArray()).hasSize(18).containsOnly(0);
        assertRowsHoldSamples(list, samples);
    }

    /** Every array of a sample is the corner of its row, and everything else in the row is zero. */
    private void assertRowsHoldSamples(NDList batch, NDList[] samples) {
        NDList[] rows = batchifier.unbatchify(batch);
        assertThat(rows).hasSameSizeAs(samples);
        for (int b = 0; b < samples.length; b++) {
            for (int entry = 0; entry < samples[b].size(); entry++) {
                NDArray expected = samples[b].get(entry);
                if (expected.size() > 0) {
                    NDArray row = rows[b].get(entry);
                    NDIndex corner = new NDIndex();
                    for (long end : expected.getShape().getShape()) {
                        corner.addSliceDim(0, end);
                    }
                    assertThat(row.get(corner)).as(GraphBatch.NAMES.get(entry)).isEqualTo(expected);
                    assertThat(sum(row)).isEqualTo(sum(expected), offset(1e-9));
                }
            }
        }
    }

    private static double sum(NDArray array) {
        return array.toType(DataType.FLOAT64, true).sum().getDouble();
    }

    @Test
    void equalGraphsNeedNoMask() {
        GraphBatch complete =
                GraphBatch.of(
                        batchifier.batchify(
                                new NDList[] {
                                    complete(DataType.FLOAT32, 4), complete(DataType.FLOAT32, 4)
                                }));
        assertThat(complete.nodeMask()).isNull();
        GraphBatch listed =
                GraphBatch.of(
                        batchifier.batchify(
                                new NDList[] {
                                    listed(DataType.FLOAT32, 4, 2), listed(DataType.FLOAT32, 4, 2)
                                }));
        assertThat(listed.nodeMask()).isNull();
        assertThat(listed.neighborMask()).isNull();
    }

    @Test
    void masksOfSomeGraphsAreCompletedWithOnes() {
        NDList masked = complete(DataType.FLOAT32, 2);
        masked.set(GraphSizes.NODE_MASK, manager.create(new float[] {1, 0}));
        masked.set(
                GraphSizes.NEIGHBOR_MASK,
                manager.create(new float[] {0, 1, 0, 0}, new Shape(2, 2)));
        GraphBatch batch =
                GraphBatch.of(
                        batchifier.batchify(new NDList[] {complete(DataType.FLOAT32, 3), masked}));
        assertThat(batch.nodeMask().toFloatArray()).containsExactly(1, 1, 1, 1, 0, 0);
        assertThat(batch.neighborMask().toFloatArray())
                .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, /**/ 0, 1, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aBatchOutlivesItsSamples() {
        NDList[] samples = {complete(DataType.FLOAT32, 2), complete(DataType.FLOAT32, 3)};
        float[] h = samples[0].get(0).toFloatArray();
        GraphBatch batch = GraphBatch.of(batchifier.batchify(samples));
        for (NDList sample : samples) {
            sample.close();
        }
        assertThat(batch.features().get("0, :2").toFloatArray()).containsExactly(h);
        assertThat(batch.nodeMask().getManager()).isSameAs(manager);
    }

    @Test
    void outputsOfNodesAndOfGraphsAreSplitIntoRows() {
        NDArray nodes = random(DataType.FLOAT32, 2, 4, 3);
        NDArray graphs = random(DataType.FLOAT32, 2);
        NDList[] rows = batchifier.unbatchify(new NDList(nodes, graphs));
        assertThat(rows).hasSize(2);
        assertThat(rows[1].get(0)).isEqualTo(nodes.get(1));
        assertThat(rows[1].get(1).getShape()).isEqualTo(new Shape());
        assertThat(rows[1].get(1).getFloat()).isEqualTo(graphs.getFloat(1));
    }

    @Test
    void aBatchIsSplitForDevicesWhereItsLabelsAre() {
        NDList[] samples =
                IntStream.of(2, 3, 1, 4, 2)
                        .mapToObj(n -> complete(DataType.FLOAT32, n))
                        .toArray(NDList[]::new);
        NDList batch = batchifier.batchify(samples);
        NDList labels = new NDList(manager.arange(5));
        NDList[] parts = batchifier.split(batch, 2, false);
        NDList[] labelParts = Batchifier.STACK.split(labels, 2, false);
        assertThat(parts).hasSize(2);
        for (int i = 0; i < 2; i++) {
            GraphBatch part = GraphBatch.of(parts[i]);
            assertThat(part.features().size(0)).isEqualTo(labelParts[i].get(0).size(0));
            assertThat(part.neighbors()).isNull();
        }
        assertThat(parts[0].get(0).concat(parts[1].get(0))).isEqualTo(batch.get(0));
        assertThatThrownBy(() -> batchifier.split(batch, 2, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void graphsThatDoNotFitAreNamed() {
        NDList good = complete(DataType.FLOAT32, 3);
        assertRefused("at least one graph");
        assertRefused("graph 1", good, new NDList(good.get(0)));
        assertRefused(
                "graph 1 of the batch: expected x of shape (3, 2)",
                good,
                with(1, random(DataType.FLOAT32, 4, 2)));
        assertRefused(
                "graph 0 of the batch: expected h of shape (N, F), not empty",
                with(0, random(DataType.FLOAT32, 0, F)));
        assertRefused("graph 0 of the batch: expected v", with(2, random(DataType.FLOAT32, 3, 1)));
        assertRefused(
                "graph 0 of the batch: expected a", with(3, random(DataType.FLOAT32, 3, 2, A)));
        assertRefused("graph 0 of the batch: expected a", with(3, random(DataType.FLOAT32, 3, 3)));
        assertRefused("graph 0 of the batch: expected x", with(1, random(DataType.FLOAT64, 3, 2)));
        NDList floatIndices = listed(DataType.FLOAT32, 3, 2);
        floatIndices.set(GraphSizes.NEIGHBORS, random(DataType.FLOAT32, 3, 2));
        assertRefused("expected neighbors of shape (3, 2) int64", floatIndices);
        assertRefused("graph 1 of the batch: differs", good, with(2, absent()));
        assertRefused("graph 1 of the batch: differs", good, complete(DataType.FLOAT64, 3));
        assertRefused("graph 1 of the batch: differs", good, listed(DataType.FLOAT32, 3, 2));
    }

    private NDList with(int entry, NDArray array) {
        NDList sample = complete(DataType.FLOAT32, 3);
        sample.set(entry, array);
        return sample;
    }

    private void assertRefused(String part, NDList... samples) {
        assertThatThrownBy(() -> batchifier.batchify(samples))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}

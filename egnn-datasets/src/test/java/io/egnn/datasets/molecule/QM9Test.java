/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Record;
import io.egnn.datasets.molecule.LabelScaling.Explained;
import io.egnn.graph.GraphBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Molecules as batches of tensors. */
class QM9Test {

    private static final MoleculeTable TABLE = RandomMolecules.table(60, 4);
    private static final LabelScaling SCALING =
            new LabelScaling(
                    List.of(
                            LabelScaling.fit(TABLE, MoleculeTarget.qm9("mu"), Explained.MEAN),
                            LabelScaling.fit(TABLE, MoleculeTarget.qm9("U0"), Explained.COUNTS)));

    @Test
    void waterHasTheFeaturesOfTheReference() {
        MoleculeTable water =
                MoleculeTable.of(
                        List.of(
                                new Molecule(
                                        "water",
                                        new int[] {8, 1, 1},
                                        new double[][] {{5, 0, 0}, {5, 1, 0}, {6, 0, 0}})));
        try (NDManager manager = NDManager.newBaseManager()) {
            GraphBatch batch =
                    MoleculeFeatures.batch(manager, water, List.of(0L), DataType.FLOAT64);
            double[] h = batch.features().toDoubleArray();
            double[] expected = new double[45];
            for (int p = 0; p < 3; p++) {
                expected[9 + p] = Math.pow(8 / 9d, p);
                expected[15 + p] = Math.pow(1 / 9d, p);
                expected[30 + p] = Math.pow(1 / 9d, p);
            }
            assertThat(h).isEqualTo(expected);
            assertThat(batch.nodeMask()).isNull();
            double mass = 15.999 + 2 * 1.008;
            assertThat(batch.coordinates().toDoubleArray()[0])
                    .isCloseTo(-1.008 / mass, within(1e-14));
            assertThat(batch.coordinates().toDoubleArray()[1])
                    .isCloseTo(-1.008 / mass, within(1e-14));
        }
    }

    @Test
    void everyEpochHasEveryMoleculeOnceInAnOrderOfItsOwn() {
        QM9 qm9 = dataset(0);
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Object> first = indices(qm9, manager, 0);
            assertThat(first).hasSize(60).doesNotHaveDuplicates();
            assertThat(indices(qm9, manager, 0)).isEqualTo(first);
            assertThat(indices(qm9, manager, 1)).isNotEqualTo(first).containsAll(first);
            assertThat(indices(dataset(1), manager, 0)).isNotEqualTo(first);
        }
    }

    @Test
    void batchesAreWhatTheirMoleculesAreOneByOne() throws Exception {
        QM9 qm9 = dataset(0);
        try (NDManager manager = NDManager.newBaseManager()) {
            int batches = 0;
            for (Batch batch : qm9.getData(manager)) {
                NDList data = batch.getData();
                NDArray labels = batch.getLabels().head();
                assertThat(labels.getShape().getShape()).containsExactly(batch.getSize(), 2);
                long nodes = data.head().getShape().get(1);
                assertThat(batch.getSize() * nodes * (nodes - 1)).isLessThanOrEqualTo(300);
                for (int b = 0; b < batch.getSize(); b++) {
                    int m = ((Long) batch.getIndices().get(b)).intValue();
                    Record record = qm9.get(manager, m);
                    int atoms = TABLE.atoms(m);
                    assertThatArray(data.get(0).get(b + ", 0:" + atoms))
                            .isCloseTo(record.getData().get(0), 0, 0);
                    assertThatArray(data.get(1).get(b + ", 0:" + atoms))
                            .isCloseTo(record.getData().get(1), 0, 0);
                    assertThatArray(labels.get(b))
                            .isCloseTo(manager.create(SCALING.scaled(TABLE, m)), 1e-15, 1e-15);
                    if (atoms < nodes) {
                        assertThat(data.get(4).get(b).sum().getDouble()).isEqualTo(atoms);
                    }
                }
                batch.close();
                batches++;
            }
            assertThat(batches).isEqualTo(qm9.batchesPerEpoch());
        }
    }

    @Test
    void transformsAreApplied() throws Exception {
        QM9 qm9 =
                builder(0)
                        .addTransform(array -> array.mul(2))
                        .addTargetTransform(array -> array.add(1))
                        .build();
        try (NDManager manager = NDManager.newBaseManager()) {
            for (Batch batch : qm9.getData(manager)) {
                for (int b = 0; b < batch.getSize(); b++) {
                    Record record = qm9.get(manager, (Long) batch.getIndices().get(b));
                    long atoms = record.getData().get(1).getShape().get(0);
                    assertThatArray(batch.getData().get(0).get(b + ", 0:" + atoms))
                            .isCloseTo(record.getData().get(0).mul(2), 0, 0);
                    assertThatArray(batch.getLabels().head().get(b))
                            .isCloseTo(record.getLabels().head().add(1), 0, 0);
                }
                batch.close();
            }
        }
    }

    @Test
    void otherSamplersAndEmptyLimitsAreErrors() {
        assertThatThrownBy(() -> builder(0).setSampling(8, true).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("QM9: expected optBatch(edges, molecules) instead of setSampling");
        assertThatThrownBy(() -> builder(0).optLimit(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit: expected at least 1, got 0");
        QM9.Builder twice = builder(0);
        assertThat(twice.build().size()).isEqualTo(60);
        assertThat(twice.optLimit(7).build().size()).isEqualTo(7);
    }

    @Test
    void aSampleHasMemoryOfItsOwn() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Record record = dataset(0).get(manager, 3);
            List<NDArray> sample = new ArrayList<>(record.getData());
            sample.addAll(record.getLabels());
            sample.removeIf(array -> array.size() == 0);
            List<double[]> before = sample.stream().map(NDArray::toDoubleArray).toList();
            for (NDArray array : manager.getManagedArrays()) {
                if (array.size() > 0 && sample.stream().noneMatch(own -> own == array)) {
                    array.addi(1);
                }
            }
            for (int k = 0; k < before.size(); k++) {
                assertThat(sample.get(k).toDoubleArray()).isEqualTo(before.get(k));
            }
        }
    }

    @Test
    void whatTheNetworkDoesNotKnowIsAnError() {
        MoleculeTable table =
                MoleculeTable.of(List.of(new Molecule("HCl", new int[] {1, 17}, new double[2][3])));
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(
                            () ->
                                    MoleculeFeatures.batch(
                                            manager, table, List.of(0L), DataType.FLOAT32))
                    .hasMessage("atom 2 of molecule 0: expected one of H, C, N, O and F, got Cl");
        }
        assertThatThrownBy(() -> QM9.builder().setTable(TABLE).build())
                .hasMessage("QM9: expected setTable and setScaling to be called");
        assertThatThrownBy(() -> TABLE.label(0, "entropy"))
                .hasMessageStartingWith("label: expected one of [mu, alpha");
        assertThatThrownBy(() -> new Molecule("x", new int[] {1}, new double[2][3]))
                .hasMessage("molecule x: expected positions of 1 atoms, got 2");
        assertThatThrownBy(() -> new Molecule("", new int[] {0}, new double[1][3]))
                .hasMessage("molecule: atomic number of atom 1: expected 1 to 118, got 0");
    }

    private static QM9 dataset(long seed) {
        return builder(seed).build();
    }

    private static QM9.Builder builder(long seed) {
        return QM9.builder()
                .setTable(TABLE)
                .setScaling(SCALING)
                .optBatch(300, 8)
                .optDataType(DataType.FLOAT64)
                .optSeed(seed);
    }

    private static List<Object> indices(QM9 qm9, NDManager manager, int epoch) {
        List<Object> all = new ArrayList<>();
        for (Batch batch : qm9.batches(manager, epoch)) {
            all.addAll(batch.getIndices());
            batch.close();
        }
        return all;
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.graph.GraphBatch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ParticleFeaturesTest {

    private final NDManager manager = NDManager.newBaseManager();
    private final ParticleSystem pair =
            new ParticleSystem(
                    new double[][] {{1, 2}, {4, 6}},
                    new double[][] {{3, 4}, {1, -1}},
                    new double[] {2, -3});

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theInputsOfThePaper() {
        GraphBatch batch = ParticleFeatures.PAPER.batch(manager, List.of(pair), DataType.FLOAT64);

        assertArray(batch.features(), new Shape(1, 2, 1), 5, Math.sqrt(2));
        assertArray(batch.coordinates(), new Shape(1, 2, 2), 1, 2, 4, 6);
        assertArray(batch.velocities(), new Shape(1, 2, 2), 3, 4, 1, -1);
        assertArray(batch.edgeAttributes(), new Shape(1, 2, 2, 2), 4, 0, -6, 25, -6, 25, 9, 0);
        assertThat(batch.nodeMask()).isNull();
        assertThat(batch.neighbors()).isNull();
    }

    @Test
    void theInvariantInputs() {
        GraphBatch batch =
                ParticleFeatures.INVARIANT.batch(manager, List.of(pair), DataType.FLOAT64);

        // x_0 - x_1 = (-3, -4): v_0 . = -25, v_1 . = 1, v_0 . v_1 = -1; receiver i first, then
        // sender j; r = 5, and q_0 q_1 / (r + 0.1).
        double energy = -6 / 5.1;
        assertArray(
                batch.edgeAttributes().get("0, 0, 1"), new Shape(7), -6, 25, -25, 1, -1, 5, energy);
        assertArray(
                batch.edgeAttributes().get("0, 1, 0"), new Shape(7), -6, 25, -1, 25, -1, 5, energy);
    }

    @Test
    void theStateAsFeatures() {
        GraphBatch batch = ParticleFeatures.STATE.batch(manager, List.of(pair), DataType.FLOAT64);

        assertArray(batch.features(), new Shape(1, 2, 4), 1, 2, 3, 4, 4, 6, 1, -1);
        assertArray(batch.coordinates(), new Shape(1, 2, 2), 1, 2, 4, 6);
        assertArray(batch.edgeAttributes(), new Shape(1, 2, 2, 1), 4, -6, -6, 9);
        assertThat(ParticleFeatures.STATE.nodeFeatures(2)).isEqualTo(4);
    }

    @Test
    void theChargesAsFeatures() {
        GraphBatch batch = ParticleFeatures.CHARGE.batch(manager, List.of(pair), DataType.FLOAT64);

        assertArray(batch.features(), new Shape(1, 2, 1), 2, -3);
        assertArray(batch.velocities(), new Shape(1, 2, 2), 3, 4, 1, -1);
        assertThat(batch.edgeAttributes()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = ParticleFeatures.class, names = "STATE", mode = Mode.EXCLUDE)
    void featuresDoNotChangeWhenTheSystemIsRotatedAndMoved(ParticleFeatures features) {
        ParticleSystem system =
                NBodyGenerator.builder().optDimension(4).build().starts(Usage.VALIDATION).get(0);
        ParticleSystem rotated = new RandomOrthogonal(4, 1).apply(system);
        double[][] moved = rotated.positions();
        for (double[] position : moved) {
            position[2] += 3;
        }
        ParticleSystem other = new ParticleSystem(moved, rotated.velocities(), rotated.charges());

        GraphBatch batch = features.batch(manager, List.of(system, other), DataType.FLOAT64);

        assertThat(batch.features().get("1").toDoubleArray())
                .containsExactly(batch.features().get("0").toDoubleArray(), within(1e-13));
        if (batch.edgeAttributes() != null) {
            assertThat(batch.edgeAttributes().get("1").toDoubleArray())
                    .containsExactly(
                            batch.edgeAttributes().get("0").toDoubleArray(), within(1e-12));
        }
        assertThat(features.isTranslationInvariant()).isTrue();
    }

    @Test
    void theStateChangesWhenTheSystemIsMoved() {
        ParticleSystem moved =
                new ParticleSystem(
                        new double[][] {{2, 3}, {5, 7}}, pair.velocities(), pair.charges());

        GraphBatch batch =
                ParticleFeatures.STATE.batch(manager, List.of(pair, moved), DataType.FLOAT64);

        assertThat(batch.features().get("1")).isNotEqualTo(batch.features().get("0"));
        assertThat(ParticleFeatures.STATE.isTranslationInvariant()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ParticleFeatures.class)
    void aSampleIsABatchOfOneWithoutItsFirstAxis(ParticleFeatures features) {
        NDList sample = features.sample(manager, pair, DataType.FLOAT32);
        NDList batch = features.batch(manager, List.of(pair), DataType.FLOAT32).toNDList();

        assertThat(sample).hasSameSizeAs(batch);
        for (int k = 0; k < batch.size(); k++) {
            assertThat(sample.get(k).getDataType()).isEqualTo(DataType.FLOAT32);
            NDArray expected = batch.get(k).size() == 0 ? batch.get(k) : batch.get(k).get(0);
            assertThat(sample.get(k).contentEquals(expected)).isTrue();
        }
        assertThat(sample.get(0).getShape()).isEqualTo(new Shape(2, features.nodeFeatures(2)));
        assertThat(sample.get(3).size()).isEqualTo(4L * features.edgeAttributes());
    }

    @Test
    void systemsOfDifferentSizesAreNoBatch() {
        ParticleSystem single =
                new ParticleSystem(new double[1][2], new double[1][2], new double[1]);

        assertThatThrownBy(
                        () ->
                                ParticleFeatures.PAPER.batch(
                                        manager, List.of(pair, single), DataType.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "particle system 1 of the batch: expected 2 particles in 2 dimensions like the first, got 1 in 2");
        assertThatThrownBy(() -> ParticleFeatures.PAPER.batch(manager, List.of(), DataType.FLOAT32))
                .hasMessageContaining("at least one");
    }

    @Test
    void otherTypesAreRefused() {
        assertThatThrownBy(() -> ParticleFeatures.PAPER.sample(manager, pair, DataType.FLOAT16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data type: expected float32 or float64, got float16");
    }

    private static void assertArray(NDArray array, Shape shape, double... values) {
        assertThat(array.getShape()).isEqualTo(shape);
        assertThat(array.toDoubleArray())
                .as(Arrays.toString(values))
                .containsExactly(values, within(1e-15));
    }
}

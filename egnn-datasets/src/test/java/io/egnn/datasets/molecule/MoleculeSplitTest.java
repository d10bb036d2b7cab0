/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.random.NumpyRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoleculeSplitTest {

    @Test
    void theReferencesPermutationIsThatOfNumpy() {
        int[] order = new NumpyRandom(0).permutation(130_831);
        assertThat(Arrays.copyOf(order, 5)).containsExactly(130195, 68784, 7957, 25911, 20168);
        assertThat(Arrays.copyOfRange(order, 130_826, 130_831))
                .containsExactly(45891, 117952, 42613, 43567, 68268);
        assertThat(new NumpyRandom(0).permutation(10))
                .containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
        assertThat(new NumpyRandom(0).permutation(0)).isEmpty();
    }

    @Test
    void thePartsOfTheReferenceAreDisjointAndEverything() {
        MoleculeSplit split = MoleculeSplit.of(130_831);
        assertThat(split).isEqualTo(MoleculeSplit.REFERENCE);
        int[] training = split.indices(130_831, Usage.TRAIN);
        int[] validation = split.indices(130_831, Usage.VALIDATION);
        int[] test = split.indices(130_831, Usage.TEST);
        assertThat(training).hasSize(100_000).isSorted().contains(130195, 68784);
        assertThat(validation).hasSize(17_748).isSorted();
        assertThat(test).hasSize(13_083).isSorted().contains(45891, 68268);
        int[] all =
                IntStream.concat(
                                IntStream.of(training),
                                IntStream.concat(IntStream.of(validation), IntStream.of(test)))
                        .sorted()
                        .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, 130_831).toArray());
    }

    @Test
    void otherSizesLeaveSomethingForEveryPart() {
        assertThat(MoleculeSplit.of(3)).isEqualTo(new MoleculeSplit(1, 1, 1, 0));
        assertThat(MoleculeSplit.of(492)).isEqualTo(new MoleculeSplit(392, 50, 50, 0));
        assertThat(MoleculeSplit.of(15_839)).isEqualTo(new MoleculeSplit(13_839, 1000, 1000, 0));
        MoleculeTable table = RandomMolecules.table(20, 5);
        MoleculeTable test = new MoleculeSplit(10, 4, 6, 7).select(table, Usage.TEST);
        assertThat(test.size()).isEqualTo(6);
        int id = test.id(2);
        assertThat(test.molecule(2)).isEqualTo(table.molecule(id - 1));
        assertThat(test.label(2, "mu")).isEqualTo(table.label(id - 1, "mu"));
    }

    @Test
    void whatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> new MoleculeSplit(0, 1, 1, 0))
                .hasMessage(
                        "split: expected at least 1 molecule to train on and no negative number, got 0, 1 and 1");
        assertThatThrownBy(() -> new MoleculeSplit(5, 3, 3, 0).indices(10, Usage.TEST))
                .hasMessage("split: expected at least 5 + 3 + 3 molecules, got 10");
        int billion = 1_000_000_000;
        assertThatThrownBy(
                        () ->
                                new MoleculeSplit(billion, billion, billion, 0)
                                        .indices(10, Usage.TEST))
                .hasMessageStartingWith("split: expected at least 1000000000 + ");
        assertThatThrownBy(() -> MoleculeSplit.of(2)).hasMessageContaining("got 2");
        assertThatThrownBy(() -> new MoleculeSplit(5, 3, 3, -1)).hasMessageContaining("seed");
    }
}

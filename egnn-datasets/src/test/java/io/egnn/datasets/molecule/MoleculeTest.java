/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Molecules made in Java: from a SMILES, and with labels of one's own. */
class MoleculeTest {

    @Test
    void aSmilesBecomesAtomsWithHydrogenAndPlaces() {
        Molecule ethanol = Molecule.ofSmiles("CCO");

        assertThat(ethanol.name()).isEqualTo("CCO");
        assertThat(ethanol.atomicNumbers()).containsExactlyInAnyOrder(6, 6, 8, 1, 1, 1, 1, 1, 1);
        assertThat(Molecule.ofSmiles("CCO")).isEqualTo(ethanol);
        assertThat(ethanol.named("ethanol").positions()).isDeepEqualTo(ethanol.positions());
        assertThat(ethanol.named("ethanol").name()).isEqualTo("ethanol");
    }

    @Test
    void whatIsNoSmilesIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Molecule.ofSmiles("not-a-smiles"))
                .withMessageStartingWith("SMILES: not-a-smiles: ");
    }

    @Test
    void labelsGoWithTheirMolecules() {
        List<Molecule> molecules = List.of(Molecule.ofSmiles("C"), Molecule.ofSmiles("O"));

        MoleculeTable table = MoleculeTable.of(molecules, "boiling_point", List.of(-161.5, 100.0));

        assertThat(table.columns()).containsExactly("boiling_point");
        assertThat(table.label(1, "boiling_point")).isEqualTo(100);
        assertThat(table.molecule(0).atomicNumbers()).containsExactly(6, 1, 1, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoleculeTable.of(molecules, "x", List.of(1.0)))
                .withMessage("x: expected a label for each of 2 molecules, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MoleculeTable.of(molecules, "x", List.of(1.0, Double.NaN)))
                .withMessage("x of molecule 1: expected a finite number, got NaN");
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZooNameTest {

    @Test
    void anArtifactAloneHasNoVariant() {
        ZooName name = ZooName.of("egnn_nbody");

        assertThat(name).isEqualTo(new ZooName("egnn_nbody", "")).hasToString("egnn_nbody");
        assertThat(name.fileName()).isEqualTo("egnn_nbody");
        assertThat(name.properties()).isEmpty();
    }

    @Test
    void aVariantIsPartOfFileNameAndProperties() {
        ZooName name = ZooName.of("egnn_qm9:U0");

        assertThat(name).isEqualTo(new ZooName("egnn_qm9", "U0")).hasToString("egnn_qm9:U0");
        assertThat(name.fileName()).isEqualTo("egnn_qm9_U0");
        assertThat(name.properties()).containsEntry("variant", "U0");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", ":homo", "egnn_qm9:", "Egnn", "../egnn", "a:b:c", "a:../b", "a b"})
    void otherTextsAreNoNames(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ZooName.of(text))
                .withMessageContaining("got \"" + text + "\"");
    }

    @Test
    void partsAreCheckedToo() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ZooName("a/b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ZooName("a", "b/c"));
    }
}

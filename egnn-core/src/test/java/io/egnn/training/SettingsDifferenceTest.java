/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsDifferenceTest {

    @Test
    void onlySettingsThatDifferAreNamed() {
        assertThat(
                        SettingsDifference.describe(
                                "epochs=100, rate=0.1, seed=1; Recipe[width=64, depth=7]",
                                "epochs=75, rate=0.1, seed=1; Recipe[width=64, depth=6]"))
                .isEqualTo("[epochs=100] instead of [epochs=75], [depth=7]] instead of [depth=6]]");
    }

    @Test
    void settingsThatOnlyOneSideHasAreNamed() {
        assertThat(SettingsDifference.describe("a=1, b=2, c=3, d=4", "a=1, d=4"))
                .isEqualTo("[b=2, c=3] instead of []");
        assertThat(SettingsDifference.describe("a=1, d=4", "a=2, x=1, d=4"))
                .isEqualTo("[a=1] instead of [a=2, x=1]");
        assertThat(SettingsDifference.describe("a=1", "a=1, a=1")).isEqualTo("[] instead of [a=1]");
    }
}

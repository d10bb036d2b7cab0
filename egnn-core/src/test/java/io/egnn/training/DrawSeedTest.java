/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawSeedTest {

    @Test
    void everyPlaceHasItsOwnSeed() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            seeds.add(DrawSeed.of(seed));
            for (long epoch = 0; epoch < 20; epoch++) {
                seeds.add(DrawSeed.of(seed, epoch));
                for (long step = 0; step < 20; step++) {
                    seeds.add(DrawSeed.of(seed, epoch, step));
                }
            }
        }
        assertThat(seeds).hasSize(20 * (1 + 20 * (1 + 20)));
    }

    @Test
    void neighbouringPlacesDifferInHalfOfTheBits() {
        int bits = 0;
        for (int epoch = 0; epoch < 1000; epoch++) {
            bits += Long.bitCount(DrawSeed.of(1, epoch) ^ DrawSeed.of(1, epoch + 1));
        }
        assertThat(bits / 1000.0).isBetween(31.0, 33.0);
    }
}

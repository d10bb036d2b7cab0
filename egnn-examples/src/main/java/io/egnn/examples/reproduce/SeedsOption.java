/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --seeds}: how often everything is trained. */
public final class SeedsOption {

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "trainings of everything, with the seeds 1 to N")
    private @Nullable Integer seeds;

    /**
     * The number of seeds.
     *
     * @param standard where the command line says nothing and everything is wanted, not a try
     * @param options say whether it is a try
     * @return at least 1
     * @throws IllegalArgumentException if the command line says less
     */
    public int number(int standard, ReproduceOptions options) {
        int number = seeds == null ? options.quick() ? 1 : standard : seeds;
        if (number < 1) {
            throw new IllegalArgumentException("--seeds: expected at least 1, got " + number);
        }
        return number;
    }
}

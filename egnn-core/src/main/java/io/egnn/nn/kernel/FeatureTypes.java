/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many channels a node's features have of each type; a channel of type l has 2 l + 1 components
 * and turns by the Wigner matrix \( D^l \).
 *
 * @param channels entry l is the number of channels of type l, 0 without that type
 */
public record FeatureTypes(List<Integer> channels) {

    /**
     * Keeps a copy.
     *
     * @throws IllegalArgumentException if a number is negative, or no type has channels
     */
    public FeatureTypes {
        channels = List.copyOf(channels);
        if (channels.stream().anyMatch(c -> c < 0) || channels.stream().allMatch(c -> c == 0)) {
            throw new IllegalArgumentException(
                    "channels of the types must not be negative nor all 0, got " + channels);
        }
    }

    /**
     * Channels type by type.
     *
     * @param channels of type 0, of type 1, and so on
     * @return the types
     */
    public static FeatureTypes of(Integer... channels) {
        return new FeatureTypes(List.of(channels));
    }

    /**
     * As many channels of every type.
     *
     * @param degrees number of types, 0 to degrees - 1
     * @param channels of each
     * @return the types
     */
    public static FeatureTypes uniform(int degrees, int channels) {
        return new FeatureTypes(Collections.nCopies(degrees, channels));
    }

    /**
     * The types that have channels.
     *
     * @return their degrees, ascending
     */
    public List<Integer> degrees() {
        return IntStream.range(0, channels.size())
                .filter(l -> channels.get(l) > 0)
                .boxed()
                .toList();
    }

    /**
     * The length of a node's features.
     *
     * @return components times channels, summed over the types
     */
    public int width() {
        return degrees().stream().mapToInt(this::width).sum();
    }

    int width(int degree) {
        return (2 * degree + 1) * channels.get(degree);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Mean and spread of a number over seeds.
 *
 * @param mean the arithmetic mean
 * @param deviation the standard deviation of a sample, with n - 1; null for a single number
 */
public record Spread(double mean, @Nullable Double deviation) {

    /**
     * Computes both.
     *
     * @param values at least one
     * @return mean and deviation
     * @throws IllegalArgumentException if there is none
     */
    public static Spread of(List<Double> values) {
        double mean =
                values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(() -> new IllegalArgumentException("the mean of no values"));
        if (values.size() == 1) {
            return new Spread(mean, null);
        }
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, Math.sqrt(squares / (values.size() - 1)));
    }

    /**
     * Writes an error down with the digits that count.
     *
     * @param mean the arithmetic mean
     * @param deviation the standard deviation, or null
     * @return such as {@code 0.0071 ± 0.0003}
     */
    public static String text(double mean, @Nullable Double deviation) {
        String text = String.format(Locale.ROOT, "%.4f", mean);
        return deviation == null ? text : text + String.format(Locale.ROOT, " ± %.4f", deviation);
    }
}

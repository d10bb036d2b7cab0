/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import java.util.List;
import java.util.Locale;

/**
 * The element of an output that breaks a symmetry the most, for one draw of the transformation.
 *
 * @param symmetry the symmetry
 * @param output the number of the output, from 0
 * @param kind what the output claims to be
 * @param position the index of the element, nodes numbered as in the batch that was given; empty if
 *     the output has no elements to compare
 * @param expected the transformed output of the untransformed batch
 * @param actual the output of the transformed batch
 * @param scale the largest absolute value that was expected anywhere in this output
 */
public record Violation(
        Symmetry symmetry,
        int output,
        OutputKind kind,
        List<Long> position,
        double expected,
        double actual,
        double scale) {

    /** Keeps a copy of the position. */
    public Violation {
        position = List.copyOf(position);
    }

    /**
     * How far the element is off.
     *
     * @return \( |actual - expected| \), infinite if one of the two is infinite or no number
     */
    public double absolute() {
        double difference = Math.abs(actual - expected);
        return Double.isFinite(difference) ? difference : Double.POSITIVE_INFINITY;
    }

    /**
     * How far the element is off, in units of the largest element.
     *
     * @return {@link #absolute} / {@link #scale}; 0 if nothing is off
     */
    public double relative() {
        double absolute = absolute();
        return absolute == 0 || Double.isInfinite(absolute) ? absolute : absolute / scale;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-11s  absolute %8.2e  relative %8.2e  output %d (%s) at %s: expected %.9g, got %.9g",
                symmetry.name().toLowerCase(Locale.ROOT),
                absolute(),
                relative(),
                output,
                kind,
                position,
                expected,
                actual);
    }
}

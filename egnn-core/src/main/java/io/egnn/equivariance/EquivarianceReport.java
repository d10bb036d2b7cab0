/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an {@link EquivarianceChecker} found.
 *
 * @param violations the worst element for every symmetry, draw and output
 */
public record EquivarianceReport(List<Violation> violations) {

    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if a symmetry is missing
     */
    public EquivarianceReport {
        violations = List.copyOf(violations);
        for (Symmetry symmetry : Symmetry.values()) {
            if (violations.stream().noneMatch(v -> v.symmetry() == symmetry)) {
                throw new IllegalArgumentException("the report says nothing about " + symmetry);
            }
        }
    }

    /**
     * The worst violation of a symmetry by absolute size.
     *
     * @param symmetry the symmetry
     * @return the violation
     */
    public Violation worstAbsolute(Symmetry symmetry) {
        return worst(symmetry, Comparator.comparingDouble(Violation::absolute));
    }

    /**
     * The worst violation of a symmetry relative to the size of the output.
     *
     * @param symmetry the symmetry
     * @return the violation
     */
    public Violation worstRelative(Symmetry symmetry) {
        return worst(symmetry, Comparator.comparingDouble(Violation::relative));
    }

    /**
     * Whether a symmetry holds: \( |actual - expected| \le absolute + relative \cdot scale \) for
     * all elements, where scale is the largest absolute value expected in the output.
     *
     * @param symmetry the symmetry
     * @param relative the tolerance in units of the output's largest element
     * @param absolute the tolerance in units of the output
     * @return whether no violation exceeds the bound
     */
    public boolean holds(Symmetry symmetry, double relative, double absolute) {
        return of(symmetry)
                .allMatch(
                        v ->
                                Double.isFinite(v.absolute())
                                        && v.absolute() <= absolute + relative * v.scale());
    }

    /**
     * Whether all symmetries hold, \( |actual - expected| \le tolerance \cdot (1 + scale) \).
     *
     * <p>For outputs much smaller than one, {@link #holds(Symmetry, double, double)} with an
     * absolute tolerance of 0 is the sharper question.
     *
     * @param tolerance the relative and absolute tolerance
     * @return whether no violation exceeds the bound
     */
    public boolean holds(double tolerance) {
        return Arrays.stream(Symmetry.values()).allMatch(s -> holds(s, tolerance, tolerance));
    }

    /**
     * Goes on only if all symmetries hold.
     *
     * @param tolerance as in {@link #holds(double)}
     * @return this report
     * @throws IllegalStateException if one does not; the message is this report
     */
    public EquivarianceReport orThrow(double tolerance) {
        if (!holds(tolerance)) {
            String broken =
                    Arrays.stream(Symmetry.values())
                            .filter(s -> !holds(s, tolerance, tolerance))
                            .map(Symmetry::toString)
                            .collect(Collectors.joining(", "));
            throw new IllegalStateException(
                    broken + " beyond the tolerance " + tolerance + System.lineSeparator() + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return Arrays.stream(Symmetry.values())
                .map(symmetry -> worstRelative(symmetry).toString())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private Violation worst(Symmetry symmetry, Comparator<Violation> order) {
        return of(symmetry).max(order).orElseThrow();
    }

    private Stream<Violation> of(Symmetry symmetry) {
        return violations.stream().filter(v -> v.symmetry() == symmetry);
    }
}

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {

    @Test
    void aFlatFigureKeepsItsLengths() {
        double s = Math.sqrt(0.5);
        // A rectangle of 4 by 2 in the plane y = z.
        double[] a = {1, 5, 5};
        double[] b = {5, 5, 5};
        double[] c = {5, 5 + 2 * s, 5 + 2 * s};
        double[] d = {1, 5 + 2 * s, 5 + 2 * s};
        Projection view = new Projection(List.of(a, b, c, d));

        assertThat(distance(view, a, b)).isCloseTo(4, within(1e-12));
        assertThat(distance(view, b, c)).isCloseTo(2, within(1e-12));
        assertThat(distance(view, a, c)).isCloseTo(Math.sqrt(20), within(1e-12));
        assertThat(Math.abs(view.x(a)))
                .as("the longer side lies across")
                .isCloseTo(2, within(1e-12));
        assertThat(Math.abs(view.y(a))).isCloseTo(1, within(1e-12));
    }

    private static double distance(Projection view, double[] a, double[] b) {
        return Math.hypot(view.x(a) - view.x(b), view.y(a) - view.y(b));
    }
}

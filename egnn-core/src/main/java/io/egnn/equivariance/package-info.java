/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Measuring whether a model has the symmetries it claims: translation, rotation, reflection and
 * node permutation.
 *
 * <pre>{@code
 * EquivarianceChecker.of(OutputKind.NODE_INVARIANT, OutputKind.NODE_COORDINATES)
 *         .check(block, batch)
 *         .orThrow(1e-10);
 * }</pre>
 */
package io.egnn.equivariance;

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Representations of the rotations of three-dimensional space: real spherical harmonics, the
 * coefficients that couple them, and the matrices by which they turn.
 *
 * <p>The components of degree l are ordered m = -l, ..., l, as {@link
 * io.egnn.so3.SphericalHarmonics} says; those of degree 1 are those of a vector in the order y, z,
 * x.
 */
package io.egnn.so3;

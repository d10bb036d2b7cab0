/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Molecules with their geometries and quantum-chemical properties: readers of QM9 in every form in
 * which it travels, its targets with units, and a DJL data set (section 5.3).
 *
 * <p>Positions are in angstrom. M stands for the molecules of a table, N for the atoms of one, T
 * for targets.
 */
package io.egnn.datasets.molecule;

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Charged particles: simulator, standard data sets of section 5.1 and a DJL data set on them.
 *
 * <p>Letters of shapes are those of {@link io.egnn.graph}; S is a number of trajectories. Units are
 * those of the simulator, in which masses, charges and the strength of the interaction are 1.
 */
package io.egnn.datasets.nbody;

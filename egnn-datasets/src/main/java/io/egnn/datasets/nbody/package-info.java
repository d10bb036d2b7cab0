/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Charged particles: simulator, standard data sets of section 5.1 and DJL data sets on them. */
package io.egnn.datasets.nbody;

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Training and measuring models of charged particles (section 5.1). */
package io.egnn.examples.nbody;

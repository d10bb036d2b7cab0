/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** The arithmetic of one layer, behind one interface. */
package io.egnn.nn.kernel;

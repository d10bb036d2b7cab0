/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Graph autoencoders: training, evaluation, and figures 3 and 5. */
package io.egnn.examples.graphs;

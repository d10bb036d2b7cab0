/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** The graph autoencoder of section 5.2: a graph in, one point per node out, and back. */
package io.egnn.nn.autoencoder;

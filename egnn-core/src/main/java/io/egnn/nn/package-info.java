/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** The equivariant graph convolutional layer and networks of it, as DJL blocks. */
package io.egnn.nn;

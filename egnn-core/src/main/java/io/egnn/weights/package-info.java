/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Reading and writing the parameters of the reference implementation. */
package io.egnn.weights;

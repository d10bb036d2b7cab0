/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** The systems that the paper compares the network of {@link io.egnn.nn} with, as DJL blocks. */
package io.egnn.nn.baseline;

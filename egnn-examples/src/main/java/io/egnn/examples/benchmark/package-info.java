/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * How fast and how big the library is, against the reference implementation's order of operations
 * and against what the machine's matrix products allow.
 */
package io.egnn.examples.benchmark;

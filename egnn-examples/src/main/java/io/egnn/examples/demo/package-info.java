/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** The first thing to run. */
package io.egnn.examples.demo;

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Random numbers and sampling orders that are the same on every machine. */
package io.egnn.datasets.random;

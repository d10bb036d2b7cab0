/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** What the data sets of all kinds have in common. */
package io.egnn.datasets;

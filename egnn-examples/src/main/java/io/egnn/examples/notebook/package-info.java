/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Jupyter with a Java kernel, and the notebooks that run on it. */
package io.egnn.examples.notebook;

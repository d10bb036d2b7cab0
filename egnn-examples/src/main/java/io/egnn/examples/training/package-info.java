/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Training a model by a recipe into a folder: the part that is the same for particles, graphs and
 * molecules.
 */
package io.egnn.examples.training;

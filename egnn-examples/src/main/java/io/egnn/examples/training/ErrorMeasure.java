/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

/**
 * What a training makes small.
 *
 * @param name in a model card, after {@code validation_}
 * @param title for people
 * @param unit of its values
 */
public record ErrorMeasure(String name, String title, String unit) {}

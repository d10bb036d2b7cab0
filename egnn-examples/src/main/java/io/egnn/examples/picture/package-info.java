/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Pictures that notebooks and commands share, and the views and styles that they are drawn with.
 */
package io.egnn.examples.picture;

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/**
 * Parameters and other named arrays in the file formats of Python: {@code .npz} and {@code
 * .safetensors}.
 *
 * <p>The files are not trusted: whatever a file says about itself is checked before memory is taken
 * for it.
 */
package io.egnn.weights;

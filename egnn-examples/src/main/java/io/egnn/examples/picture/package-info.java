/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Pictures that notebooks and commands share. */
package io.egnn.examples.picture;

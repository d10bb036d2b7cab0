/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Files that are there completely or not at all. */
package io.egnn.file;

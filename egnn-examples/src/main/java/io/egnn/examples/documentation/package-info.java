/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Pages whose code is cut from sources that are compiled and tested. */
package io.egnn.examples.documentation;

/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** What the tests of all modules share. */
package io.egnn.testing;

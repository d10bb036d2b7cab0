/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Training and measuring models of molecules (section 5.3). */
package io.egnn.examples.qm9;

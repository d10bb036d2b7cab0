/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** What DJL's training lacks: optimizers with a state, averages, schedules, exact resume. */
package io.egnn.training;
